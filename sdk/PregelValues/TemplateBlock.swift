internal import CPregelABI

/// Objects and texts of a known shape in one piece of memory, which a template fills.
///
/// For what is made again and again: a malloc for each object and each text, and a reference to each key and value, would
/// cost several times the making of the whole. Whoever makes one writes each part before anybody else sees a value that
/// shows it, and may do so again when nobody else holds one any more.
package final class TemplateBlock: ValueOwner, LentOwner, @unchecked Sendable {
    /// What the memory is like at first. Pointers to what never moves may stand in it.
    package typealias Template = InlineArray<49, UInt64>

    /// Keeps all that the memory points to, but for `content`.
    private var keeper: Unmanaged<ValueOwner>?
    /// Keeps one value, whose place is `contentPlace`.
    private var content: Unmanaged<ValueOwner>?
    private var contentPlace: Int32 = 0
    /// Whether `keeper` and `content` are counted.
    private var isOwning = false
    private var memory: Template
    /// Where the memory begins: behind the object's own words and the four fields.
    private static let offset = 40

    /// A block that is to be lent what it shows before anybody sees it.
    package init(_ template: UnsafePointer<Template>) {
        memory = template.pointee
        super.init()
        assert(withUnsafeMutablePointer(to: &memory) { UnsafeMutableRawPointer($0) == start }, "the layout of a block")
    }

    deinit {
        guard isOwning else { return }
        release(keeper)
        release(content)
    }

    private func release(_ owner: Unmanaged<ValueOwner>?) {
        var owner = owner?.takeRetainedValue()
        ValueOwner.release(&owner)
    }

    /// Notes what keeps alive all that the memory points to. Nobody else may hold the block.
    ///
    /// - Parameter contentPlace: Where in the memory the value is that `content` keeps, in bytes.
    @inline(__always)
    package func lend(_ keeper: Unmanaged<ValueOwner>, content: Unmanaged<ValueOwner>?, at contentPlace: Int) {
        precondition(!isOwning, "a block that keeps its values is kept by somebody")
        (self.keeper, self.content) = (keeper, content)
        self.contentPlace = Int32(truncatingIfNeeded: contentPlace)
    }

    package func own() {
        guard !isOwning else { return }
        isOwning = true
        _ = keeper?.retain()
        _ = content?.retain()
    }

    package override func giveUp(to others: inout [ValueOwner]) {
        guard isOwning else { return }
        if let content { others.append(content.takeRetainedValue()) }
        if let keeper { others.append(keeper.takeRetainedValue()) }
        (keeper, content) = (nil, nil)
    }

    /// What does not lie in the memory is kept by others: whoever takes it out does not keep the block.
    package override func owner(ofChildAt place: UnsafeRawPointer) -> ValueOwner {
        if place == UnsafeRawPointer(start) + Int(contentPlace) { return content?.takeUnretainedValue() ?? self }
        let target = UInt(bitPattern: place.load(as: pregel_value.self).u.bytes)
        let isInside = target &- UInt(bitPattern: start) < UInt(MemoryLayout<Template>.size)
        return isInside ? self : keeper?.takeUnretainedValue() ?? self
    }

    /// The memory. An object does not move.
    package final var start: UnsafeMutableRawPointer {
        Unmanaged.passUnretained(self).toOpaque() + TemplateBlock.offset
    }
}
