/// What a reader of a drawing sees: all boxes in order, and all arrows.
struct DrawnGraph: Equatable {
    struct Box: Equatable {
        var id: String
        var text: String
        /// The opened box around it.
        var parent: String?
        var isOpened: Bool
    }

    struct Arrow: Equatable {
        var from: String
        var to: String
        var text: String?
        var isPlain: Bool
    }

    var boxes: [Box] = []
    var arrows: [Arrow] = []
}
