internal import CPregelABI
internal import Synchronization

/// The components that have a `create` function, by its place.
final class ComponentRegistry: Sendable {
    static let shared = ComponentRegistry()

    private let entries = Mutex<[ComponentEntry]>([])

    /// Takes a component in; `nil` where all functions are taken.
    func add(_ entry: ComponentEntry) -> CreateFunctions.Function? {
        entries.withLock { entries in
            guard entries.count < CreateFunctions.all.count else { return nil }
            entries.append(entry)
            return CreateFunctions.all[entries.count - 1]
        }
    }

    func entry(at place: Int) -> ComponentEntry { entries.withLock { $0[place] } }
}
