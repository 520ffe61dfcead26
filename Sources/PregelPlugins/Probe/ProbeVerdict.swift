/// What became of loading a file in a process of its own.
package enum ProbeVerdict: Sendable, Equatable {
    /// It was loaded, or refused in an orderly way, which loading it here will tell again.
    case harmless
    /// It ended the process, or did not come back: how, and the last lines that it wrote.
    case harmful(how: String, tail: [String])
}
