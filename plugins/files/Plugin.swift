import PregelSDK

/// The components of `org.pregel-host.files`.
let plugin = Plugin {
    Read.self
    Shard.self
    Walk.self
    Write.self
}
