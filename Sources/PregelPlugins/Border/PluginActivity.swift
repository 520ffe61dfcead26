import CHostSystem

/// What a plugin is asked for, where another thread looks at what this one does.
enum PluginActivity: UInt32 {
    case node = 1
    case router, reducer, load, entry, configure, create, destroy, cancel, shutdown

    /// Whether it is to be over soon: only nodes may take their time, and have limits of their own.
    var isShort: Bool { self != .node }

    /// The activity in words.
    ///
    /// - Parameter name: The node, or the component, that it is for; "" where there is none.
    func words(_ name: String) -> String {
        let name = name.isEmpty ? "" : " \"\(name)\""
        return switch self {
        case .node: "the node\(name)"
        case .router: "the router behind the node\(name)"
        case .reducer: "the reducer\(name)"
        case .load: "a constructor of its library"
        case .entry: "its entry"
        case .configure: "its `configure`"
        case .create: "`create` of the component\(name)"
        case .destroy: "`destroy` of the component\(name)"
        case .cancel: "`cancel` for the node\(name)"
        case .shutdown: "its `shutdown`"
        }
    }
}
