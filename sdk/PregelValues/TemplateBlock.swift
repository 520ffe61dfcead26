/// Objects and texts of a known shape in one piece of memory, which a template fills.
///
/// For what is made again and again: a malloc for each object and each text, and a reference to each key and value, would
/// cost several times the making of the whole. Whoever makes one writes the rest before anybody else sees a value of it.
package final class TemplateBlock: ValueOwner, @unchecked Sendable {
    /// What the memory is like at first. Pointers to what never moves may stand in it.
    package typealias Template = InlineArray<49, UInt64>

    /// Keeps all that the memory points to, but for `content`.
    private let keeper: Unmanaged<AnyObject>
    /// Keeps one value, whose place is `contentPlace`: whoever takes that one out does not keep the block.
    private var content: Unmanaged<ValueOwner>?
    private let contentPlace: Int
    private var memory: Template

    /// - Parameters:
    ///   - keeper: Not counted yet, as `content` is not.
    ///   - contentPlace: Where in the memory the value is that `content` keeps, in bytes.
    package init(
        _ template: UnsafePointer<Template>, keeper: Unmanaged<AnyObject>, content: Unmanaged<ValueOwner>?,
        at contentPlace: Int
    ) {
        memory = template.pointee
        self.keeper = keeper.retain()
        self.content = content?.retain()
        self.contentPlace = contentPlace
        super.init()
    }

    deinit {
        keeper.release()
        guard let content else { return }
        var owner: ValueOwner? = content.takeRetainedValue()
        ValueOwner.release(&owner)
    }

    package override func giveUp(to others: inout [ValueOwner]) {
        if let content { others.append(content.takeRetainedValue()) }
        content = nil
    }

    package override func owner(ofChildAt place: UnsafeRawPointer) -> ValueOwner {
        place == UnsafeRawPointer(start) + contentPlace ? content?.takeUnretainedValue() ?? self : self
    }

    /// The memory. An object does not move.
    package final var start: UnsafeMutableRawPointer {
        withUnsafeMutablePointer(to: &memory) { UnsafeMutableRawPointer($0) }
    }
}
