import PregelSDK

/// The components of `org.pregel-host.workloads`.
let plugin = Plugin {
    Increment.self
    Source.self
    Worker.self
    Total.self
    Double.self
    Agent.self
    Tool.self
    Packets.self
    Rounds.self
}
