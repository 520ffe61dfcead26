internal import CPregelABI

/// What a node declares: the header's `PREGEL_NODE_…`, under the names that identities, tables and drawings use. The only
/// list of the names in Swift.
package enum NodeFlag: String, CaseIterable, Sendable {
    case serial, blocking, async, pure, streams, interrupts, routes, acyclic, once, local

    /// Its bit in `pregel_component_v1.flags`.
    package var bit: UInt32 {
        switch self {
        case .serial: UInt32(PREGEL_NODE_SERIAL)
        case .blocking: UInt32(PREGEL_NODE_BLOCKING)
        case .async: UInt32(PREGEL_NODE_ASYNC)
        case .pure: UInt32(PREGEL_NODE_PURE)
        case .streams: UInt32(PREGEL_NODE_STREAMS)
        case .interrupts: UInt32(PREGEL_NODE_INTERRUPTS)
        case .routes: UInt32(PREGEL_NODE_ROUTES)
        case .acyclic: UInt32(PREGEL_NODE_ACYCLIC)
        case .once: UInt32(PREGEL_NODE_ONCE)
        case .local: UInt32(PREGEL_NODE_LOCAL)
        }
    }

    /// The names of all flags, for messages.
    package static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// What bits mean, in words; bits that no flag has are told as such.
    package static func words(_ bits: UInt32) -> String {
        let known = allCases.filter { bits & $0.bit != 0 }
        let rest = known.reduce(bits) { $0 & ~$1.bit }
        let unknown = rest == 0 ? [] : ["unknown bits 0x" + String(rest, radix: 16, uppercase: true)]
        let words = known.map(\.rawValue) + unknown
        return words.isEmpty ? "none" : words.joined(separator: ", ")
    }

    /// The flag that contradicts another one of a set, with why; `nil` where they can stand together.
    package static func contradiction(in bits: UInt32) -> String? {
        guard bits & NodeFlag.once.bit != 0, bits & NodeFlag.interrupts.bit != 0 else { return nil }
        return "\"once\" and \"interrupts\" contradict each other: a node that asks runs again from its start"
    }
}
