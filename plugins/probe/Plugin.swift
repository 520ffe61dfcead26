import PregelSDK

/// The components of `org.pregel-host.probe`.
let plugin = Plugin {
    Script.self
    ScriptedRoute.self
    ScriptedReducer.self
}
