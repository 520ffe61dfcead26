import PregelValues
import Testing

@testable import PregelEngine

/// Which kinds a retry policy matches (RT-3).
@Suite struct KindHierarchyTests {
    private func matches(_ kinds: RetryPolicy.Kinds, _ kind: String, bases: [String] = []) -> Bool {
        var policy = RetryPolicy()
        policy.retryOn = kinds
        return policy.matches(Failure(.nodeError, kind: kind, bases: bases, message: "no"))
    }

    @Test func `a kind inherits from what Python's exception does`() {
        for exception in PythonException.all {
            let found = KindHierarchy.python.ancestry(of: exception.name)
            #expect(found == exception.classes, "\(exception.name)")
        }
    }

    @Test func `a policy that names an exception matches all that inherit from it, and nothing else`() {
        for exception in PythonException.all where KindHierarchy.python.isSeen(exception.name) {
            for wanted in PythonException.all {
                let isOne = exception.classes.contains(KindHierarchy.python.name(wanted.name))
                #expect(matches(.only([wanted.name]), exception.name) == isOne, "\(exception.name) \(wanted.name)")
            }
        }
    }

    @Test func `the default retries exactly what LangGraph's does`() {
        for exception in PythonException.all {
            #expect(matches(.standard, exception.name) == exception.isRetried, "\(exception.name)")
        }
    }

    @Test(arguments: ["BaseException", "CancelledError", "KeyboardInterrupt", "SystemExit", "GeneratorExit"])
    func `what LangGraph does not catch is never retried`(kind: String) {
        for kinds in [.all, .standard, .only([kind]), .only(["BaseException"])] as [RetryPolicy.Kinds] {
            #expect(!matches(kinds, kind))
        }
    }

    @Test func `a kind that Python does not have is an Exception`() {
        for wanted in ["Flaky", "Exception", "BaseException"] { #expect(matches(.only([wanted]), "Flaky")) }
        #expect(matches(.all, "Flaky") && matches(.standard, "Flaky"))
        #expect(!matches(.only(["OSError", "flaky"]), "Flaky"))
    }

    @Test func `a failure is of the bases that it states, and of theirs`() {
        for wanted in ["NoRoute", "ConnectionRefusedError", "ConnectionError", "IOError", "Exception"] {
            #expect(matches(.only([wanted]), "NoRoute", bases: ["ConnectionRefusedError"]), "\(wanted)")
        }
        #expect(matches(.standard, "NoRoute", bases: ["ConnectionRefusedError"]))
        #expect(!matches(.standard, "BadName", bases: ["Odd", "KeyError"]))
        #expect(matches(.only(["Odd"]), "BadName", bases: ["Odd", "KeyError"]))
        #expect(!matches(.all, "Stop", bases: ["KeyboardInterrupt"]))
        // What it states adds to what Python knows.
        #expect(matches(.only(["LookupError"]), "KeyError", bases: ["Odd"]))
    }

    @Test func `bases that go in a circle end somewhere`() {
        #expect(matches(.all, "A", bases: ["A"]) && matches(.only(["A"]), "A", bases: ["A"]))
        #expect(KindHierarchy.python.ancestry(of: "OSError", stated: ["IOError", "OSError"]).contains("Exception"))
    }

    @Test func `whoever failed knows better than its kind`() {
        var failure = Failure(.nodeError, kind: "ValueError", message: "no", isTransient: true)
        #expect(RetryPolicy().matches(failure))
        failure.isTransient = false
        failure.kind = "ConnectionError"
        #expect(!RetryPolicy().matches(failure))
    }
}
