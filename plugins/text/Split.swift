import PregelSDK

struct Split: Node {
    struct Config: Defaulted { var separator = "\n" }
    struct Input: Decodable { var text: String }
    struct Output: Encodable { var parts: [String] }
    let config: Config
    init(config: Config) { self.config = config }
    func run(_ input: Input, _ context: NodeContext) throws -> Output {
        Output(parts: input.text.split(separator: config.separator).map(String.init))
    }
}
