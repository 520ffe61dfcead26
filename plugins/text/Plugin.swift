import PregelSDK

/// The components of `org.pregel-host.text`.
let plugin = Plugin {
    Split.self
}
