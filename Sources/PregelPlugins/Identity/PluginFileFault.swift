import PregelDiagnostics

/// Why a file is no plugin for this host.
enum PluginFileFault: Error {
    case unreadable(FileRefusal)
    case tooLarge
    case format(ELFFile.Fault)
    case noIdentity
    case brokenIdentity([String])

    /// The reason in words, for a file at `path`.
    func diagnostic(_ path: String) -> Diagnostic {
        switch self {
        case .unreadable(let refusal): PluginFaults.unreadable(path, refusal.reason)
        case .tooLarge: PluginFaults.tooLarge(path)
        case .format(let fault): PluginFaults.notLoadable(path, fault)
        case .noIdentity: PluginFaults.noIdentity(path)
        case .brokenIdentity(let faults): PluginFaults.brokenIdentity(path, faults)
        }
    }

    /// Whether the file is none that was ever meant to be a plugin, as other libraries that lie beside plugins.
    var isOfAnotherKind: Bool {
        switch self {
        case .noIdentity, .format(.notELF), .format(.linkerScript), .format(.wrongType): true
        case .unreadable(let refusal): refusal.isFolder
        case .format, .brokenIdentity, .tooLarge: false
        }
    }
}
