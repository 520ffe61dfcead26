/// Makes an input that fails smaller: parts are left out as long as it fails.
struct Shrinking {
    let fails: ([UInt8]) throws -> Bool
    /// So many smaller inputs are tried.
    private var attempts = 400

    init(fails: @escaping ([UInt8]) throws -> Bool) { self.fails = fails }

    mutating func shrink(_ input: [UInt8]) throws -> [UInt8] {
        var input = input
        var size = max(1, input.count / 2)
        while attempts > 0, !input.isEmpty {
            let before = input.count
            try leaveOut(size, of: &input)
            if size == 1, input.count == before { break }
            size = max(1, min(size / 2, input.count))
        }
        return input
    }

    /// Leaves out each part of so many bytes that is not needed.
    private mutating func leaveOut(_ size: Int, of input: inout [UInt8]) throws {
        var place = 0
        while place < input.count, attempts > 0 {
            attempts -= 1
            let rest = Array(input[..<place] + input[min(place + size, input.count)...])
            if try fails(rest) { input = rest } else { place += size }
        }
    }
}
