import CPregelABI
import PregelManifest
import PregelValues

/// The schema of a configuration that a component's table has, as text.
struct TableSchema {
    let source: Value
    let schema: JSONSchema

    /// Why a text is no schema.
    struct Fault: Error {
        let reason: String
    }

    /// Reads the text of a table that has one.
    static func read(_ text: pregel_str) -> Result<TableSchema, Fault> {
        guard text.isSound else {
            return .failure(Fault(reason: "it is \(UInt(bitPattern: text.n)) bytes long, or NULL"))
        }
        let source: Value
        do throws(JSONError) {
            source = try Value(json: text.bytes)
        } catch {
            return .failure(Fault(reason: "it is no JSON: \(error)"))
        }
        do throws(SchemaError) {
            return .success(TableSchema(source: source, schema: try JSONSchema(source)))
        } catch {
            let first = error.faults.first.map { "\($0.pointer.isEmpty ? "its root" : $0.pointer): \($0.message)" }
            return .failure(Fault(reason: first ?? "it has faults"))
        }
    }
}
