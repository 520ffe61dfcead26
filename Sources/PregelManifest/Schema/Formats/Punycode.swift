/// Labels of any alphabet in ASCII: RFC 3492.
enum Punycode {
    private static let base = 36
    private static let lowest = 1
    private static let highest = 26

    /// Where in the text a code point goes, and how the weights adapt.
    private struct State {
        var point = 128
        var delta = 0
        var bias = 72
        var isFirst = true

        mutating func adapt(_ delta: Int, count: Int) {
            var delta = isFirst ? delta / 700 : delta / 2
            isFirst = false
            delta += delta / count
            var steps = 0
            while delta > (base - lowest) * highest / 2 {
                delta /= base - lowest
                steps += base
            }
            bias = steps + (base - lowest + 1) * delta / (delta + 38)
        }

        func threshold(_ position: Int) -> Int { min(max(position - bias, lowest), highest) }
    }

    static func decode(_ code: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        let dash = code.lastIndex(of: "-")
        var result = dash.map { Array(code[..<$0]) } ?? []
        var rest = code[(dash.map { $0 + 1 } ?? 0)...]
        var state = State()
        while !rest.isEmpty {
            guard let delta = number(&rest, state) else { return nil }
            let count = result.count + 1
            state.delta += delta
            state.point += state.delta / count
            guard state.point <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(state.point)) else { return nil }
            let place = state.delta % count
            state.adapt(delta, count: count)
            result.insert(scalar, at: place)
            state.delta = place + 1
        }
        return result
    }

    /// Takes a number of variable length from the front.
    private static func number(_ rest: inout ArraySlice<Unicode.Scalar>, _ state: State) -> Int? {
        var result = 0
        var weight = 1
        var position = base
        while true {
            guard let scalar = rest.popFirst(), let digit = value(scalar) else { return nil }
            result += digit * weight
            // No text of a label needs more; beyond it the sums could overflow.
            guard result <= 0x7FFF_FFFF else { return nil }
            let threshold = state.threshold(position)
            if digit < threshold { return result }
            weight *= base - threshold
            guard weight <= 0x7FFF_FFFF else { return nil }
            position += base
        }
    }

    static func encode(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        var result = text.filter(\.isASCII)
        let basic = result.count
        var done = basic
        if basic > 0 { result.append("-") }
        var state = State()
        while done < text.count {
            guard let next = text.map({ Int($0.value) }).filter({ $0 >= state.point }).min() else { return nil }
            state.delta += (next - state.point) * (done + 1)
            guard state.delta <= 0x7FFF_FFFF else { return nil }
            state.point = next
            for scalar in text {
                if scalar.value < next { state.delta += 1 }
                guard scalar.value == next else { continue }
                append(state.delta, to: &result, state)
                done += 1
                state.adapt(state.delta, count: done)
                state.delta = 0
            }
            state.delta += 1
            state.point += 1
        }
        return result
    }

    private static func append(_ number: Int, to result: inout [Unicode.Scalar], _ state: State) {
        var rest = number
        var position = base
        while true {
            let threshold = state.threshold(position)
            guard rest >= threshold else {
                result.append(digit(rest))
                return
            }
            result.append(digit(threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            position += base
        }
    }

    private static func value(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "a"..."z": Int(scalar.value) - 97
        case "0"..."9": Int(scalar.value) - 48 + 26
        default: nil
        }
    }

    private static func digit(_ value: Int) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(value < 26 ? value + 97 : value - 26 + 48))
    }
}
