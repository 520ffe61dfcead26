extension JSONReader {
    /// A fault at a place in the copy of the text.
    @inline(never)
    func fault(_ code: JSONError.Code, _ message: String, _ at: UnsafePointer<UInt8>) -> JSONFault {
        JSONFault(code: code, message: message, offset: at - text)
    }

    /// A fault where `what` should be, which says what is there.
    @inline(never)
    func expected(_ what: String, _ at: UnsafePointer<UInt8>) -> JSONFault {
        if at >= end { return fault(.unexpectedEnd, "expected \(what), found the end of the text", end) }
        if at == text, end - text >= 3, at[0] == 0xEF, at[1] == 0xBB, at[2] == 0xBF {
            return fault(.syntax, "expected \(what), found a byte order mark", at)
        }
        let length = characterLength(at)
        if length == 0 {
            return fault(.invalidUTF8, "expected UTF-8, found the byte \(JSONReader.hex(at.pointee))", at)
        }
        return fault(.syntax, "expected \(what), found \(JSONReader.name(at, length))", at)
    }

    /// How long the character at `at` is; 0 where none is that ends within the text.
    func characterLength(_ at: UnsafePointer<UInt8>) -> Int { UTF8Check.length(at) }

    /// Two digits, as in `0x0A`.
    static func hex(_ byte: UInt8) -> String {
        "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    private static func name(_ at: UnsafePointer<UInt8>, _ length: Int) -> String {
        if at.pointee < 0x20 || at.pointee == 0x7F { return "the control character \(hex(at.pointee))" }
        return "'" + String(decoding: UnsafeBufferPointer(start: at, count: length), as: UTF8.self) + "'"
    }

    /// The fault of an object whose member at `index` has the key of one before it.
    @inline(never)
    func duplicate(_ index: Int, in open: UnsafePointer<UInt8>) -> JSONFault {
        let at = key(index, of: open)
        var stop = at + 1
        while stop.pointee != UInt8(ascii: "\"") { stop += stop.pointee == UInt8(ascii: "\\") ? 2 : 1 }
        let name = String(decoding: UnsafeBufferPointer(start: at, count: stop + 1 - at), as: UTF8.self)
        return fault(.duplicateKey, "expected each key once, found \(name) again", at)
    }

    /// Where the quote of a key is, in an object that was read already.
    private func key(_ index: Int, of open: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
        var at = open + 1
        var depth = 0
        var left = index
        while at < end {
            switch at.pointee {
            case UInt8(ascii: "\""):
                if depth == 0, left == 0 { return at }
                at += 1
                while at.pointee != UInt8(ascii: "\"") { at += at.pointee == UInt8(ascii: "\\") ? 2 : 1 }
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ",") where depth == 0: left -= 1
            default: break
            }
            at += 1
        }
        return open
    }
}
