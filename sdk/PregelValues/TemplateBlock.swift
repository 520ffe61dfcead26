internal import CPregelABI

/// Objects and texts of a known shape in one piece of memory, which a template fills.
///
/// For what is made again and again: a malloc for each object and each text, and a reference to each key and value, would
/// cost several times the making of the whole. Whoever makes one writes the rest before anybody else sees a value of it.
package final class TemplateBlock: ValueOwner, @unchecked Sendable {
    /// What the memory is like at first. Pointers to what never moves may stand in it.
    package typealias Template = InlineArray<49, UInt64>

    /// Keeps all that the memory points to, but for `content`.
    private var keeper: Unmanaged<ValueOwner>?
    /// Keeps one value, whose place is `contentPlace`.
    private var content: Unmanaged<ValueOwner>?
    private let contentPlace: Int
    private var memory: Template
    /// Where the memory begins: behind the object's own words and the three fields.
    private static let offset = 40

    /// - Parameters:
    ///   - keeper: Not counted yet, as `content` is not.
    ///   - contentPlace: Where in the memory the value is that `content` keeps, in bytes.
    package init(
        _ template: UnsafePointer<Template>, keeper: Unmanaged<ValueOwner>, content: Unmanaged<ValueOwner>?,
        at contentPlace: Int
    ) {
        memory = template.pointee
        self.keeper = keeper.retain()
        self.content = content?.retain()
        self.contentPlace = contentPlace
        super.init()
        assert(withUnsafeMutablePointer(to: &memory) { UnsafeMutableRawPointer($0) == start }, "the layout of a block")
    }

    deinit {
        release(keeper)
        release(content)
    }

    private func release(_ owner: Unmanaged<ValueOwner>?) {
        var owner = owner?.takeRetainedValue()
        ValueOwner.release(&owner)
    }

    package override func giveUp(to others: inout [ValueOwner]) {
        if let content { others.append(content.takeRetainedValue()) }
        if let keeper { others.append(keeper.takeRetainedValue()) }
        (keeper, content) = (nil, nil)
    }

    /// What does not lie in the memory is kept by others: whoever takes it out does not keep the block.
    package override func owner(ofChildAt place: UnsafeRawPointer) -> ValueOwner {
        if place == UnsafeRawPointer(start) + contentPlace { return content?.takeUnretainedValue() ?? self }
        let target = UInt(bitPattern: place.load(as: pregel_value.self).u.bytes)
        let isInside = target &- UInt(bitPattern: start) < UInt(MemoryLayout<Template>.size)
        return isInside ? self : keeper?.takeUnretainedValue() ?? self
    }

    /// The memory. An object does not move.
    package final var start: UnsafeMutableRawPointer {
        Unmanaged.passUnretained(self).toOpaque() + TemplateBlock.offset
    }
}
