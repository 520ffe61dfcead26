import PregelDiagnostics

/// Collects what is wrong with a manifest and its nested ones, or with a scenario, so that all of it is reported at once.
final class Faults {
    private struct Fault {
        var diagnostic: Diagnostic
        var place: Place
        var part: Place.Part
    }

    /// What codes begin with: `manifest`, `scenario`.
    private let area: String
    private var faults: [Fault] = []
    private var limits: [ObjectIdentifier: FaultLimit] = [:]
    /// The documents in the order in which they were read.
    private var order: [ObjectIdentifier: Int] = [:]
    private var documents: [JSONDocument] = []

    init(area: String = "manifest") { self.area = area }

    /// Whether further errors of a document are only counted; then the search for close names can be saved.
    func isFull(_ document: JSONDocument) -> Bool { limits[ObjectIdentifier(document)]?.isFull ?? false }

    /// Errors so far.
    private(set) var errors = 0

    func add(
        _ code: String, _ message: @autoclosure () -> String, at place: Place, _ part: Place.Part = .value,
        notes: @autoclosure () -> [String] = [], fix: @autoclosure () -> String? = nil,
        severity: Diagnostic.Severity = .error
    ) {
        guard takes(severity, place.document) else { return }
        let diagnostic = Diagnostic(
            code: area + "." + code, severity: severity, message: message(), notes: notes(), fix: fix())
        faults.append(Fault(diagnostic: diagnostic, place: place, part: part))
    }

    /// Adds what already has its place.
    func add(_ diagnostic: Diagnostic, in document: JSONDocument) {
        guard takes(diagnostic.severity, document) else { return }
        faults.append(Fault(diagnostic: diagnostic, place: Place(document: document), part: .value))
    }

    /// Adds the keys that stand more than once in an object at or below a place.
    func addRepeatedKeys(_ place: Place) {
        let keys = place.document.repeatedKeys(under: place.pointer)
        for key in keys.diagnostics { add(key, in: place.document) }
        guard keys.others > 0 else { return }
        errors += keys.others
        limits[ObjectIdentifier(place.document), default: FaultLimit()].hide(keys.others)
    }

    /// Counts a fault, and says whether it is to be told.
    private func takes(_ severity: Diagnostic.Severity, _ document: JSONDocument) -> Bool {
        if severity == .error { errors += 1 }
        enter(document)
        return limits[ObjectIdentifier(document), default: FaultLimit()].takes(severity)
    }

    /// Takes a document into the order of reports.
    func enter(_ document: JSONDocument) {
        guard order[ObjectIdentifier(document)] == nil else { return }
        order[ObjectIdentifier(document)] = order.count
        documents.append(document)
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
        let sorted = located.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.diagnostic)
        let rest = documents.compactMap { limits[ObjectIdentifier($0)]?.rest(area + ".more-faults", of: $0.name) }
        return sorted + rest
    }
}
