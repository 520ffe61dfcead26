import PregelValues

/// The figures of a case, taken as the peers' harness takes them, so that both may stand in one table.
struct Measurement {
    private let options: BenchOptions
    private let what: BenchCase
    private var walls: [Double] = []
    private var cpus: [Double] = []
    private var peak = 0

    /// Runs the case until the time is used up, and gives its line.
    static func take(_ what: BenchCase, _ options: BenchOptions) throws -> Value {
        var measurement = Measurement(options: options, what: what)
        try measurement.measure()
        return measurement.line
    }

    private init(options: BenchOptions, what: BenchCase) {
        self.options = options
        self.what = what
    }

    private mutating func measure() throws {
        let first = try what.run()
        peak = Resources.peakMemory()
        try what.check(first)
        let inner = try runsInASample()
        let end = Resources.now() + Int64(options.budget * 1e9)
        while walls.count < options.leastRepetitions
            || (walls.count < options.mostRepetitions && Resources.now() < end)
        {
            let (wall, cpu) = (Resources.now(), Resources.cpu())
            var last = Value.null
            for _ in 0..<inner { last = try what.run() }
            cpus.append(Double(Resources.cpu() - cpu) / Double(inner))
            walls.append(Double(Resources.now() - wall) / Double(inner))
            try what.check(last)
        }
    }

    /// So many that a sample lasts 10 milliseconds or more: a clock's reading costs nothing then.
    private func runsInASample() throws -> Int {
        let start = Resources.now()
        _ = try what.run()
        let once = max(Resources.now() - start, 100)
        return Int(min(max(10_000_000 / once, 1), 2000))
    }

    private var line: Value {
        let wall = Self.median(walls)
        var object = ObjectBuilder()
        object.set("case", to: Value(what.name))
        object.set("reps", to: Value(walls.count))
        object.set("wall_med_ms", to: Self.rounded(wall / 1e6, 4))
        object.set("wall_min_ms", to: Self.rounded((walls.min() ?? 0) / 1e6, 4))
        object.set("cpu_med_ms", to: Self.rounded(Self.median(cpus) / 1e6, 4))
        if what.nodes > 0 {
            object.set("nodes", to: Value(what.nodes))
            object.set("steps", to: Value(what.steps))
            object.set("us_per_node", to: Self.rounded(wall / 1e3 / Double(what.nodes), 4))
            object.set("us_per_step", to: Self.rounded(wall / 1e3 / Double(what.steps), 4))
        }
        if what.calls > 0 { object.set("ns_per_call", to: Self.rounded(wall / Double(what.calls), 1)) }
        if what.bytes > 0 { object.set("mb_per_s", to: Self.rounded(Double(what.bytes) * 1e3 / wall, 1)) }
        object.set("hwm_first_mb", to: Self.rounded(Double(peak) / 1024, 1))
        return object.finish()
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    private static func rounded(_ value: Double, _ places: Int) -> Value {
        let scale = [1.0, 10, 100, 1000, 10_000][places]
        return Value((value * scale).rounded() / scale)
    }
}
