import PregelDiagnostics

/// Collects what is wrong with a manifest and its nested ones, or with a scenario, so that all of it is reported at once.
final class Faults {
    private struct Fault {
        var diagnostic: Diagnostic
        var place: Place
        var part: Place.Part
    }

    /// Nobody reads on; and a generated file can be wrong in every line.
    private static let most = 500

    /// What codes begin with: `manifest`, `scenario`.
    private let area: String
    private var faults: [Fault] = []
    private var suppressed = 0
    /// The documents in the order in which they were read.
    private var order: [ObjectIdentifier: Int] = [:]

    init(area: String = "manifest") { self.area = area }

    /// Whether further faults are only counted; then the search for close names can be saved.
    var isFull: Bool { faults.count >= Self.most }
    /// Errors so far.
    private(set) var errors = 0

    func add(
        _ code: String, _ message: @autoclosure () -> String, at place: Place, _ part: Place.Part = .value,
        notes: @autoclosure () -> [String] = [], fix: @autoclosure () -> String? = nil,
        severity: Diagnostic.Severity = .error
    ) {
        if severity == .error { errors += 1 }
        guard !isFull else {
            suppressed += 1
            return
        }
        enter(place.document)
        let diagnostic = Diagnostic(
            code: area + "." + code, severity: severity, message: message(), notes: notes(), fix: fix())
        faults.append(Fault(diagnostic: diagnostic, place: place, part: part))
    }

    /// Adds what already has its place.
    func add(_ diagnostic: Diagnostic, in document: JSONDocument) {
        if diagnostic.severity == .error { errors += 1 }
        enter(document)
        faults.append(Fault(diagnostic: diagnostic, place: Place(document: document), part: .value))
    }

    /// Takes a document into the order of reports.
    func enter(_ document: JSONDocument) {
        if order[ObjectIdentifier(document)] == nil { order[ObjectIdentifier(document)] = order.count }
    }

    /// All of them, sorted by document and place.
    func diagnostics() -> [Diagnostic] {
        let located = faults.enumerated().map { index, fault -> (key: [Int], diagnostic: Diagnostic) in
            var diagnostic = fault.diagnostic
            if diagnostic.location == nil { diagnostic.location = fault.place.location(fault.part) }
            let document = order[ObjectIdentifier(fault.place.document)] ?? 0
            let line = diagnostic.location?.line ?? 0
            let column = diagnostic.location?.column ?? 0
            return ([document, line, column, index], diagnostic)
        }
        var result = located.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.diagnostic)
        if suppressed > 0 {
            result.append(
                Diagnostic(code: area + ".more-faults", message: "and \(suppressed) more faults, which are not shown"))
        }
        return result
    }
}
