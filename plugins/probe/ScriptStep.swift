import PregelLogic
import PregelSDK

/// A step of a script, compiled.
indirect enum ScriptStep: Sendable {
    case write([NamedExpression], overwrites: Bool)
    case set([NamedExpression])
    case emit(Expression)
    case sleep(milliseconds: Int)
    case fail(ScriptedFailure)
    case interrupt(Expression, into: String?)
    case goTo(Expression)
    case send(ScriptedPacket)
    case sendEach(ScriptedPacket, over: Expression)
    case commandParent(update: [NamedExpression], goTo: Expression?)
    case when(Expression, then: [ScriptStep], otherwise: [ScriptStep])
    case readState(into: String)
    case stop
}

/// A channel or variable, and what it gets.
struct NamedExpression: Sendable {
    let name: String
    let expression: Expression
}

/// A packet: where it goes, and with what.
struct ScriptedPacket: Sendable {
    let node: Expression
    let argument: Expression
}

/// A failure that comes a number of times.
struct ScriptedFailure: Sendable {
    let kind: String
    let message: String
    /// Up to which attempt it comes; `nil`: always.
    let attempts: Int?
    /// Up to which invocation of the node it comes, instead.
    let first: Int?
}
