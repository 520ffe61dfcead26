import PregelValues

/// A place in an expression that is compiled: with the one around it, for a pointer of its own at each of five hundred levels
/// would take memory by the square of the depth.
final class ExpressionPlace {
    /// How many steps lead here.
    let depth: Int
    private let outer: ExpressionPlace?
    private let step: String

    /// The whole expression.
    static var root: ExpressionPlace { ExpressionPlace(depth: 0, outer: nil, step: "") }

    private init(depth: Int, outer: ExpressionPlace?, step: String) {
        self.depth = depth
        self.outer = outer
        self.step = step
    }

    /// The place of a member or item.
    func appending(_ step: String) -> ExpressionPlace { ExpressionPlace(depth: depth + 1, outer: self, step: step) }

    func appending(_ index: Int) -> ExpressionPlace { appending(String(index)) }

    /// The same for who knows the whole expression.
    var pointer: JSONPointer {
        var steps: [String] = []
        var place = self
        while let outer = place.outer {
            steps.append(place.step)
            place = outer
        }
        return JSONPointer(steps.reversed())
    }
}
