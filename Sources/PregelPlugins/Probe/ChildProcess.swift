import CHostSystem
import Glibc
import PregelDiagnostics

/// A child process that must end within a time, with what it wrote.
struct ChildProcess {
    /// How it ended.
    enum Status {
        case exit(Int32)
        case signal(Int32)
        /// It ran past the limit, and was killed with everything that it had started.
        case late
        /// It ended, and how is not known: why.
        case lost(String)
    }

    /// What it left.
    struct End {
        let status: Status
        let output: String
        let errors: String
    }

    /// Why it could not be started.
    struct Refusal: Error {
        let reason: String
    }

    /// What the process is told on its descriptor 4 once it has written something, and not before.
    struct Answer {
        let cue: String
        let text: String
    }

    private let id: pid_t
    private var output: Pipe
    private var errors: Pipe
    private var question: Pipe
    /// `nil` once it is told.
    private var answer: Answer?

    /// Runs a program to its end, or to the limit.
    ///
    /// - Parameter content: The descriptor of a file that is to be its descriptor 3.
    static func run(
        _ program: String, _ arguments: [String], content: Int32, answer: Answer, limitMilliseconds limit: Int
    ) throws(Refusal) -> End {
        var before = sigaction()
        let isChanged = host_keep_child_statuses(&before) != 0
        defer { if isChanged { host_restore_child_signal(&before) } }
        var child = try ChildProcess(program, arguments, content, answer)
        return child.wait(until: now + limit)
    }

    private init(
        _ program: String, _ arguments: [String], _ content: Int32, _ answer: Answer
    ) throws(Refusal) {
        output = try Pipe()
        errors = try Pipe()
        question = try Pipe()
        self.answer = answer
        // Above those that it gets, so that none is overwritten before it is passed on.
        let file = Descriptor(try ChildProcess.above(content))
        defer { file.close() }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writing.number, 1)
        posix_spawn_file_actions_adddup2(&actions, errors.writing.number, 2)
        posix_spawn_file_actions_adddup2(&actions, file.number, ProbeCommand.contentDescriptor)
        posix_spawn_file_actions_adddup2(&actions, question.reading.number, ProbeCommand.wordDescriptor)
        // A group of its own: what it starts is killed with it.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var environment = ChildProcess.environment()
        defer { environment.forEach { free($0) } }
        var id = pid_t()
        let status = posix_spawn(&id, program, &actions, &attributes, &words, &environment)
        guard status == 0 else {
            throw Refusal(reason: "the process could not be started: \(program): \(String(cString: strerror(status)))")
        }
        self.id = id
        output.writing.close()
        errors.writing.close()
        question.reading.close()
    }

    /// The least number that no process is given.
    fileprivate static let firstOwn: Int32 = 16

    /// A second descriptor of a file, under a number that no process is given; the next program does not inherit it.
    fileprivate static func above(_ descriptor: Int32) throws(Refusal) -> Int32 {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, firstOwn)
        guard copy >= 0 else { throw Refusal(reason: String(cString: strerror(errno))) }
        return copy
    }

    /// The environment without Swift's own crash reporter, which takes seconds.
    private static func environment() -> [UnsafeMutablePointer<CChar>?] {
        var copies: [UnsafeMutablePointer<CChar>?] = []
        var next: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = environ
        while let entry = next.pointee {
            if strncmp(entry, "SWIFT_BACKTRACE=", 16) != 0 { copies.append(strdup(entry)) }
            next += 1
        }
        return copies + [strdup("SWIFT_BACKTRACE=enable=no"), nil]
    }

    // MARK: Waiting

    /// How long to wait for more before looking whether the process has ended, in milliseconds: something that it started
    /// may keep the pipes open, and it may close them early.
    private var pause: Int { output.isAtEnd && errors.isAtEnd ? 1 : 20 }

    private mutating func wait(until deadline: Int) -> End {
        var status: Int32 = 0
        while true {
            let left = deadline - ChildProcess.now
            guard left > 0 else { return kill() }
            poll(min(left, pause))
            tell()
            let ended = waitpid(id, &status, WNOHANG)
            if ended == id { break }
            // Somebody else has waited for it.
            if ended < 0, errno != EINTR { return end(.lost(String(cString: strerror(errno)))) }
        }
        poll(0)
        return end(status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F))
    }

    /// Answers what the process has written, once.
    private mutating func tell() {
        guard let answer, output.text.has(answer.cue) else { return }
        self.answer = nil
        let bytes = Array(answer.text.utf8)
        _ = host_write(question.writing.number, bytes, bytes.count)
        question.writing.close()
    }

    private mutating func kill() -> End {
        Glibc.kill(-id, SIGKILL)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        poll(0)
        return end(.late)
    }

    private func end(_ status: Status) -> End { End(status: status, output: output.text, errors: errors.text) }

    /// Waits until the process writes or closes its pipes, and takes what there is.
    private mutating func poll(_ milliseconds: Int) {
        var watched = [output, errors].filter { !$0.isAtEnd }.map {
            pollfd(fd: $0.reading.number, events: Int16(POLLIN), revents: 0)
        }
        Glibc.poll(&watched, nfds_t(watched.count), Int32(milliseconds))
        output.drain()
        errors.drain()
    }

    private static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}

/// The end of a pipe that the host reads, and what came out of it.
private struct Pipe {
    let reading: Descriptor
    let writing: Descriptor
    private(set) var isAtEnd = false
    private var bytes: [UInt8] = []
    /// The last part is all that is of interest.
    private static let limit = 1 << 16

    init() throws(ChildProcess.Refusal) {
        var ends: [Int32] = [-1, -1]
        guard host_pipe(&ends) == 0 else { throw ChildProcess.Refusal(reason: String(cString: strerror(errno))) }
        let (first, second) = (Descriptor(ends[0]), Descriptor(ends[1]))
        reading = Descriptor(try ChildProcess.above(first.number))
        writing = Descriptor(try ChildProcess.above(second.number))
    }

    /// Takes what there is, without waiting.
    mutating func drain() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        // Not for ever: it may write faster than this reads.
        for _ in 0..<64 where !isAtEnd {
            var watched = pollfd(fd: reading.number, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, 0) > 0 else { return }
            let count = read(reading.number, &buffer, buffer.count)
            if count < 0 { return }
            isAtEnd = count == 0
            bytes += buffer[..<count]
            if bytes.count > Pipe.limit { bytes.removeFirst(bytes.count - Pipe.limit / 2) }
        }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// A descriptor that is closed with its last reference.
private final class Descriptor {
    let number: Int32
    private var isOpen = true

    init(_ number: Int32) { self.number = number }

    func close() {
        if isOpen { Glibc.close(number) }
        isOpen = false
    }

    deinit { close() }
}
