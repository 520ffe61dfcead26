import PregelSDK

/// The components of `org.pregel-host.bench`.
let plugin = Plugin {
    Increment.self
    AsyncIncrement.self
    Rewrite.self
    Add.self
    Source.self
    Worker.self
    Sum.self
    SendWorker.self
    Agent.self
    Tool.self
    MessageAgent.self
    MessageTool.self
    Wide.self
    Linear.self
    Flaky.self
    Sleep.self
    AsyncSleep.self
    JokeEdit.self
    JokeGenerate.self
    JokeBump.self
    Turn.self
    Ask.self
    Send.self
    Loop.self
    Until.self
    WideLoop.self
    JokeSend.self
    JokeMore.self
}
