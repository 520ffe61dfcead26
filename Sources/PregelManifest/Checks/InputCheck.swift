package import PregelDiagnostics
package import PregelValues

/// Checks a run's input against its graph: errors, and warnings of what will be dropped.
///
/// The input may hold more than the graph's channels; the rest is dropped, which is worth a remark where a channel of a
/// similar name exists, or one of that name that is no input.
package func checkInput(_ input: Value, _ manifest: Manifest) -> [Diagnostic] {
    guard input.kind == .object else {
        return [
            Diagnostic(
                code: "input.wrong-type", message: "the input must be an object of channels, found \(input.brief)",
                notes: ["input channels: \(Wording.list(manifest.inputChannels))"])
        ]
    }
    return dropped(input, manifest) + missing(input, manifest)
}

private func dropped(_ input: Value, _ manifest: Manifest) -> [Diagnostic] {
    let channels = NameSet(manifest.inputChannels, declaredAt: "/state")
    let state = Set(manifest.channels.map(\.name))
    return input.members.compactMap { key, _ in
        guard !channels.contains(key) else { return nil }
        if state.contains(key) { return noInput(key, channels) }
        guard let close = channels.nearest(to: key), input[close] == nil else { return nil }
        return Diagnostic(
            code: "input.unknown-channel", severity: .warning,
            message: "the graph takes no channel \(Wording.quoted(key)): this part of the input is dropped",
            location: FileLocation(pointer: "/" + Place.escaped(key)),
            notes: ["input channels: \(channels.listed)"], fix: "write \(Wording.quoted(close))")
    }
}

private func noInput(_ name: String, _ channels: NameSet) -> Diagnostic {
    Diagnostic(
        code: "input.not-an-input", severity: .warning,
        message:
            "the channel \(Wording.quoted(name)) is none of the graph's \"input\": this part of the input is dropped",
        location: FileLocation(pointer: "/" + Place.escaped(name)),
        notes: ["input channels: \(channels.listed)"],
        fix: "add \(Wording.quoted(name)) to the manifest's \"input\", or leave it out here")
}

private func missing(_ input: Value, _ manifest: Manifest) -> [Diagnostic] {
    guard case .dataflow = manifest.wiring else { return [] }
    return Dataflow(manifest).requiredInput.filter { input[$0] == nil }.map { channel in
        let readers = manifest.nodes.filter { $0.inputs.contains { $0.channel == channel } }.map(\.name)
        return Diagnostic(
            code: "input.missing",
            message: "MISSING_INPUT: the input lacks the channel \(Wording.quoted(channel)), which no node provides",
            notes: ["needed by: \(Wording.list(readers))"], fix: "add \(Wording.quoted(channel)) to the input")
    }
}
