package import PregelDiagnostics
import PregelEngine
import PregelManifest
package import PregelValues

extension LoadedGraph {
    /// What is wrong with an input before anything runs: it is no object, or a value does not fit its channel's schema.
    /// Warnings tell what is likely not meant.
    package func check(_ input: Value) -> [Diagnostic] {
        checkInput(input, manifest) + manifest.channels.flatMap { misfits(input, $0) }
    }

    private func misfits(_ input: Value, _ channel: ChannelDeclaration) -> [Diagnostic] {
        guard let schema = channel.schema, let value = input[channel.name],
            manifest.inputChannels.contains(channel.name)
        else { return [] }
        let overwrite = channel.isReduced ? OverwriteForm.wrapped(by: value) : nil
        let place = overwrite.map { "/\(channel.name)/\($0.key)" } ?? "/\(channel.name)"
        return schema.validate(overwrite?.value ?? value).map { violation in
            Diagnostic(
                code: "input.bad-value",
                message: "the input of the channel \(Wording.quoted(channel.name)) does not fit its schema: "
                    + violation.message,
                location: FileLocation(pointer: place + violation.pointer), notes: violation.notes,
                fix: violation.fix)
        }
    }
}

extension ChannelDeclaration {
    /// Whether an overwrite means something to the channel.
    fileprivate var isReduced: Bool { if case .reduce = kind { true } else { false } }
}
