import CHeapCounter
import PregelValues

/// The figures of a case, taken as the peers' harness takes them, so that both may stand in one table.
struct Measurement: ~Copyable {
    private let options: BenchOptions
    private let what: BenchCase
    private var line = ObjectBuilder()
    private var walls: [Double] = []
    private var cpus: [Double] = []

    /// Runs a case until the time is used up, and gives its line.
    static func take(_ recipe: Recipe, _ options: BenchOptions) throws -> Value {
        let began = Resources.now()
        let what = try recipe.make(recipe.name)
        var measurement = Measurement(options: options, what: what)
        measurement.name()
        measurement.set("build_ms", Double(Resources.now() - began) / 1e6)
        try measurement.measure()
        measurement.summarise()
        return measurement.finish()
    }

    /// Runs a case so often, and once before that, on one thread; checks the last result.
    static func repeated(_ recipe: Recipe, _ runs: Int) throws {
        var name = recipe.name
        name.isSingleThreaded = true
        let what = try recipe.make(name)
        var last = try what.run()
        for _ in 0..<runs {
            what.reset()
            last = try what.run()
        }
        try what.check(last)
    }

    private init(options: BenchOptions, what: BenchCase) {
        self.options = options
        self.what = what
    }

    private mutating func measure() throws {
        var start = Resources.now()
        try what.check(try what.run())
        set("first_ms", Double(Resources.now() - start) / 1e6)
        // The most memory that one run needs; what many of them keep is another matter.
        set("hwm_first_mb", Double(Resources.peakMemory()) / 1024, 1)
        what.reset()
        start = Resources.now()
        _ = try what.run()
        let inner = Measurement.runsInASample(Resources.now() - start)
        line.set("inner", to: Value(inner))
        let most = min(options.mostRepetitions, what.mostSamples)
        let end = Resources.now() + Int64(options.budget * 1e9)
        while walls.count < min(options.leastRepetitions, most) || (walls.count < most && Resources.now() < end) {
            try sample(inner)
        }
        if heap_counter_works() { try countAllocations() }
    }

    /// Counts the blocks that one more run asks for, by itself: counting takes time.
    private mutating func countAllocations() throws {
        what.reset()
        heap_counter_start()
        let last = try what.run()
        line.set("allocs", to: Value(Int(heap_counter_stop())))
        try what.check(last)
    }

    private mutating func sample(_ inner: Int) throws {
        what.reset()
        let (wall, cpu) = (Resources.now(), Resources.cpu())
        var last = Value.null
        for _ in 0..<inner { last = try what.run() }
        let (wallEnd, cpuEnd) = (Resources.now(), Resources.cpu())
        try what.check(last)
        walls.append(Double(wallEnd - wall) / Double(inner))
        cpus.append(Double(cpuEnd - cpu) / Double(inner))
    }

    /// So many that a sample lasts 10 milliseconds or more: a clock's reading costs nothing then.
    private static func runsInASample(_ once: Int64) -> Int { Int(min(max(10_000_000 / max(once, 100), 1), 2000)) }

    // MARK: The line

    private consuming func finish() -> Value { line.finish() }

    private mutating func name() {
        line.set("case", to: Value(what.name.text))
        line.set("engine", to: Value(what.name.engine))
        line.set("mode", to: Value(what.name.mode))
        line.set("workload", to: Value(what.name.workload))
        line.set(
            "params",
            to: .object(
                what.name.parameters.map { (key: $0.key, value: Int($0.value).map { Value($0) } ?? Value($0.value)) }))
    }

    private mutating func summarise() {
        let wall = Measurement.median(walls)
        line.set("reps", to: Value(walls.count))
        set("wall_med_ms", wall / 1e6)
        set("wall_min_ms", (walls.min() ?? 0) / 1e6)
        set("wall_max_ms", (walls.max() ?? 0) / 1e6)
        set("cpu_med_ms", Measurement.median(cpus) / 1e6)
        if what.nodes > 0 {
            line.set("nodes", to: Value(what.nodes))
            line.set("steps", to: Value(what.steps))
            set("us_per_node", wall / 1e3 / Double(what.nodes))
            set("us_per_step", wall / 1e3 / Double(what.steps))
        }
        if what.calls > 0 { set("ns_per_call", wall / Double(what.calls), 1) }
        if what.bytes > 0 { set("mb_per_s", Double(what.bytes) * 1e3 / wall, 1) }
        set("hwm_end_mb", Double(Resources.peakMemory()) / 1024, 1)
    }

    private mutating func set(_ key: String, _ value: Double, _ places: Int = 4) {
        let scale = places == 1 ? 10.0 : 10_000
        line.set(key, to: Value((value * scale).rounded() / scale))
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
