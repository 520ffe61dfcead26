/// What Python 3.11 and LangGraph 1.2.24 say of their exceptions: whether `default_retry_on` retries one (`+`; `-` also
/// where it is not even asked), its name, and its classes from itself to `BaseException`.
struct PythonException: Sendable {
    let name: String
    let isRetried: Bool
    let classes: Set<String>

    static let all: [PythonException] = table.split(separator: "\n").map { line in
        let words = line.split(separator: " ").map(String.init)
        return PythonException(
            name: String(words[1].dropLast()), isRetried: words[0] == "+", classes: Set(words.dropFirst(2)))
    }

    private static let table = """
        - ArithmeticError: ArithmeticError Exception BaseException
        + AssertionError: AssertionError Exception BaseException
        + AttributeError: AttributeError Exception BaseException
        - BaseException: BaseException
        - BaseExceptionGroup: BaseExceptionGroup BaseException
        - BlockingIOError: BlockingIOError OSError Exception BaseException
        + BrokenPipeError: BrokenPipeError ConnectionError OSError Exception BaseException
        + BufferError: BufferError Exception BaseException
        + BytesWarning: BytesWarning Warning Exception BaseException
        - CancelledError: CancelledError BaseException
        - ChildProcessError: ChildProcessError OSError Exception BaseException
        + ConnectionAbortedError: ConnectionAbortedError ConnectionError OSError Exception BaseException
        + ConnectionError: ConnectionError OSError Exception BaseException
        + ConnectionRefusedError: ConnectionRefusedError ConnectionError OSError Exception BaseException
        + ConnectionResetError: ConnectionResetError ConnectionError OSError Exception BaseException
        + DeprecationWarning: DeprecationWarning Warning Exception BaseException
        + EOFError: EOFError Exception BaseException
        + EmptyChannelError: EmptyChannelError Exception BaseException
        + EmptyInputError: EmptyInputError Exception BaseException
        + EncodingWarning: EncodingWarning Warning Exception BaseException
        - EnvironmentError: OSError Exception BaseException
        + Exception: Exception BaseException
        + ExceptionGroup: ExceptionGroup BaseExceptionGroup Exception BaseException
        - FileExistsError: FileExistsError OSError Exception BaseException
        - FileNotFoundError: FileNotFoundError OSError Exception BaseException
        - FloatingPointError: FloatingPointError ArithmeticError Exception BaseException
        + FutureWarning: FutureWarning Warning Exception BaseException
        - GeneratorExit: GeneratorExit BaseException
        - GraphBubbleUp: GraphBubbleUp Exception BaseException
        - GraphDrained: GraphDrained GraphBubbleUp Exception BaseException
        - GraphInterrupt: GraphInterrupt GraphBubbleUp Exception BaseException
        - GraphRecursionError: GraphRecursionError RecursionError RuntimeError Exception BaseException
        - IOError: OSError Exception BaseException
        - ImportError: ImportError Exception BaseException
        + ImportWarning: ImportWarning Warning Exception BaseException
        - IndentationError: IndentationError SyntaxError Exception BaseException
        - IndexError: IndexError LookupError Exception BaseException
        - InterruptedError: InterruptedError OSError Exception BaseException
        - InvalidNamespaceError: InvalidNamespaceError ValueError Exception BaseException
        + InvalidUpdateError: InvalidUpdateError Exception BaseException
        - IsADirectoryError: IsADirectoryError OSError Exception BaseException
        - KeyError: KeyError LookupError Exception BaseException
        - KeyboardInterrupt: KeyboardInterrupt BaseException
        - LookupError: LookupError Exception BaseException
        + MemoryError: MemoryError Exception BaseException
        - ModuleNotFoundError: ModuleNotFoundError ImportError Exception BaseException
        - NameError: NameError Exception BaseException
        + NodeCancelledError: NodeCancelledError Exception BaseException
        - NodeInterrupt: NodeInterrupt GraphInterrupt GraphBubbleUp Exception BaseException
        + NodeTimeoutError: NodeTimeoutError Exception BaseException
        - NotADirectoryError: NotADirectoryError OSError Exception BaseException
        - NotImplementedError: NotImplementedError RuntimeError Exception BaseException
        - OSError: OSError Exception BaseException
        - OverflowError: OverflowError ArithmeticError Exception BaseException
        - ParentCommand: ParentCommand GraphBubbleUp Exception BaseException
        + PendingDeprecationWarning: PendingDeprecationWarning Warning Exception BaseException
        - PermissionError: PermissionError OSError Exception BaseException
        - ProcessLookupError: ProcessLookupError OSError Exception BaseException
        - RecursionError: RecursionError RuntimeError Exception BaseException
        - ReferenceError: ReferenceError Exception BaseException
        + ResourceWarning: ResourceWarning Warning Exception BaseException
        - RuntimeError: RuntimeError Exception BaseException
        + RuntimeWarning: RuntimeWarning Warning Exception BaseException
        - StopAsyncIteration: StopAsyncIteration Exception BaseException
        - StopIteration: StopIteration Exception BaseException
        - SyntaxError: SyntaxError Exception BaseException
        + SyntaxWarning: SyntaxWarning Warning Exception BaseException
        + SystemError: SystemError Exception BaseException
        - SystemExit: SystemExit BaseException
        - TabError: TabError IndentationError SyntaxError Exception BaseException
        + TaskNotFound: TaskNotFound Exception BaseException
        - TimeoutError: TimeoutError OSError Exception BaseException
        - TypeError: TypeError Exception BaseException
        - UnboundLocalError: UnboundLocalError NameError Exception BaseException
        - UnicodeDecodeError: UnicodeDecodeError UnicodeError ValueError Exception BaseException
        - UnicodeEncodeError: UnicodeEncodeError UnicodeError ValueError Exception BaseException
        - UnicodeError: UnicodeError ValueError Exception BaseException
        - UnicodeTranslateError: UnicodeTranslateError UnicodeError ValueError Exception BaseException
        + UnicodeWarning: UnicodeWarning Warning Exception BaseException
        + UnknownInterruptError: UnknownInterruptError Exception BaseException
        + UserWarning: UserWarning Warning Exception BaseException
        - ValueError: ValueError Exception BaseException
        + Warning: Warning Exception BaseException
        - ZeroDivisionError: ZeroDivisionError ArithmeticError Exception BaseException
        """
}
