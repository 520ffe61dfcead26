/// Which kinds of failures are which others: Python's hierarchy of exceptions, with LangGraph's own.
///
/// A retry policy for LangGraph names classes, and an exception fits those that it inherits from. Here a kind is a name;
/// this table, and the bases that a failure states, say what it inherits from.
struct KindHierarchy: Sendable {
    /// The direct bases of each kind that is known.
    private let bases: [String: [String]]
    /// Kinds that are another name of one.
    private let aliases: [String: String]
    /// Those that no retry policy gets to see.
    private var unseen: Set<String> = []

    /// Python 3's built-in exceptions, `asyncio.CancelledError`, and those of LangGraph.
    static let python = KindHierarchy(
        """
        BaseException: Exception BaseExceptionGroup CancelledError GeneratorExit KeyboardInterrupt SystemExit
        BaseExceptionGroup: ExceptionGroup
        Exception: ArithmeticError AssertionError AttributeError BufferError EOFError ExceptionGroup ImportError \
        LookupError MemoryError NameError OSError ReferenceError RuntimeError StopAsyncIteration StopIteration \
        SyntaxError SystemError TypeError ValueError Warning
        ArithmeticError: FloatingPointError OverflowError ZeroDivisionError
        ImportError: ModuleNotFoundError
        LookupError: IndexError KeyError
        NameError: UnboundLocalError
        OSError: BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError InterruptedError \
        IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError
        ConnectionError: BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError
        RuntimeError: NotImplementedError RecursionError
        SyntaxError: IndentationError
        IndentationError: TabError
        ValueError: UnicodeError
        UnicodeError: UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError
        Warning: BytesWarning DeprecationWarning EncodingWarning FutureWarning ImportWarning \
        PendingDeprecationWarning ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning UserWarning
        Exception: EmptyChannelError EmptyInputError GraphBubbleUp InvalidUpdateError NodeCancelledError \
        NodeTimeoutError TaskNotFound UnknownInterruptError
        GraphBubbleUp: GraphDrained GraphInterrupt ParentCommand
        GraphInterrupt: NodeInterrupt
        RecursionError: GraphRecursionError
        ValueError: InvalidNamespaceError
        """, aliases: ["IOError": "OSError", "EnvironmentError": "OSError"])

    /// Reads a table whose lines are a kind, a colon, and the kinds that it is a base of.
    private init(_ table: String, aliases: [String: String]) {
        var bases: [String: [String]] = ["BaseException": []]
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: ":")
            guard parts.count == 2 else { continue }
            for kind in parts[1].split(separator: " ") { bases[String(kind), default: []].append(String(parts[0])) }
        }
        self.bases = bases
        self.aliases = aliases
        unseen = Set(bases.keys.filter { !isSeen(ancestry(of: $0)) })
    }

    /// Whether retry policies get to see a kind: LangGraph catches an `Exception`, but for those that it raises itself to
    /// leave a graph, and not what ends a Python program or task, such as `KeyboardInterrupt` and `CancelledError`.
    func isSeen(_ kind: String, stated: [String] = []) -> Bool {
        stated.isEmpty ? !unseen.contains(kind) : isSeen(ancestry(of: kind, stated: stated))
    }

    private func isSeen(_ ancestry: Set<String>) -> Bool {
        ancestry.contains("Exception") && !ancestry.contains("GraphBubbleUp")
    }

    /// A kind with all that it inherits from.
    ///
    /// What neither the table nor `stated` gives a base for is an `Exception`.
    ///
    /// - Parameter stated: Kinds that whoever failed says it is one of.
    func ancestry(of kind: String, stated: [String] = []) -> Set<String> {
        let kind = name(kind)
        var found: Set<String> = []
        var open = [kind]
        while let next = open.popLast() {
            guard found.insert(next).inserted else { continue }
            var direct = bases[next] ?? []
            if next == kind { direct += stated.map(name).filter { $0 != kind } }
            open += direct.isEmpty && next != "BaseException" ? ["Exception"] : direct
        }
        return found
    }

    /// The name that an alias stands for; any other as it is.
    func name(_ kind: String) -> String { aliases[kind] ?? kind }
}
