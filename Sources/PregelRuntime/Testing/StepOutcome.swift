package import PregelValues

/// What came of a step.
package enum StepOutcome: Sendable {
    /// What happened, and what is worth knowing beside the record: why it failed, in a sentence.
    case record(Value, remark: String? = nil)
    /// It asks for what is not there, such as the ninth of three checkpoints.
    case impossible(String)
}
