import PregelDiagnostics
import PregelValues

extension Value {
    /// The value in a message: scalars as their JSON, the rest by their kind.
    var brief: String {
        switch kind {
        case .null: "null"
        case .bool: bool == true ? "true" : "false"
        case .int: int.map { String($0) } ?? ""
        case .double: double.map { String($0) } ?? ""
        case .string: Wording.quoted(string ?? "", atMost: 40)
        case .bytes: "bytes"
        case .array: count == 0 ? "an empty array" : "an array"
        case .object: count == 0 ? "an empty object" : "an object"
        }
    }
}
