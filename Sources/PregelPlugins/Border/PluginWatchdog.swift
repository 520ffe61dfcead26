import CHostSystem
import Glibc
import PregelEngine
import PregelThreads

/// Tells, once for each call, that a plugin does not come back from what is to be over soon: loading it, making and ending
/// components, routers, reducers, `cancel`. Whoever waits for it knows then what for.
///
/// A thread of its own looks now and then at what all threads do. Calls pay nothing for it: nobody sets a timer.
package final class PluginWatchdog: Sendable {
    /// The process's, which begins with the first plugin that is loaded.
    static let shared = PluginWatchdog()

    /// A call that was seen.
    private struct Sighting {
        let activity: PluginActivity
        let since: Int64
        var isTold = false
    }

    /// How long a call may take before it is told, in nanoseconds; 0 where nobody watches.
    private let patience: Int64
    private let state = Guarded<(isRunning: Bool, log: any PluginLog)>((false, SilentLog()))

    init(patience: Int64 = PluginWatchdog.statedPatience) { self.patience = patience }

    /// What the environment says in seconds, else ten seconds.
    private static var statedPatience: Int64 {
        guard let text = getenv("PREGEL_WATCHDOG"), let seconds = Double(String(cString: text)) else {
            return nanoseconds(10)
        }
        return seconds > 0 ? max(nanoseconds(seconds), 1_000_000) : 0
    }

    /// Watches from now on, and tells on this log. Where the system gives no thread for it nothing is told.
    func begin(_ log: any PluginLog) {
        guard patience > 0 else { return }
        let isFirst = state.withLock { state in
            defer { state = (true, log) }
            return !state.isRunning
        }
        if isFirst, !SystemThread.start({ self.serve() }) { state.withLock { $0.isRunning = false } }
    }

    private func serve() -> Never {
        let alarm = TimedCondition()
        var seen: [UInt64: Sighting] = [:]
        while true {
            let next = TimerThread.now + patience / 4
            alarm.withLock {
                while TimerThread.now < next { alarm.wait(until: next) }
            }
            seen = look(at: Self.sightings(), seen, now: TimerThread.now)
        }
    }

    /// What plugins are in at the moment that is to be over soon, in words: for whoever gives up waiting for it.
    package static func calls() -> [String] {
        sightings().compactMap { sighting in
            guard let activity = PluginActivity(rawValue: sighting.doing), activity.isShort,
                let (plugin, name) = names(of: sighting.call)
            else { return nil }
            return "\(activity.words(name)) of plugin \"\(plugin)\""
        }
    }

    /// What threads are in at the moment.
    private static func sightings() -> [host_sighting] {
        Array(unsafeUninitializedCapacity: 1024) { room, count in
            count = host_watch(room.baseAddress, room.count)
        }
    }

    /// Tells what is late; answers what is under way, which is seen again the next time.
    private func look(
        at sightings: [host_sighting], _ seen: [UInt64: Sighting], now: Int64
    ) -> [UInt64: Sighting] {
        var current: [UInt64: Sighting] = [:]
        for sighting in sightings {
            guard let activity = PluginActivity(rawValue: sighting.doing), activity.isShort else { continue }
            var known = seen[sighting.call] ?? Sighting(activity: activity, since: now)
            if !known.isTold, now - known.since >= patience {
                known.isTold = tell(sighting.call, known, after: now - known.since)
            }
            current[sighting.call] = known
        }
        return current
    }

    /// Tells of a call, if it still is not over; answers whether it was told.
    private func tell(_ call: UInt64, _ sighting: Sighting, after time: Int64) -> Bool {
        guard let (plugin, name) = Self.names(of: call) else { return false }
        let seconds = Double(time / 100_000_000) / 10
        let log = state.withLock(\.log)
        log.write(
            plugin: plugin, node: "", level: 3,
            message: "\(sighting.activity.words(name)) has not returned for \(seconds) s, and is waited for",
            fields: nil)
        return true
    }

    private static func names(of call: UInt64) -> (plugin: String, name: String)? {
        var sizes = (200, 200)
        var plugin = [CChar](repeating: 0, count: sizes.0)
        var name = [CChar](repeating: 0, count: sizes.1)
        guard host_watch_names(call, &plugin, &sizes.0, &name, &sizes.1) != 0 else { return nil }
        return (Self.text(plugin, sizes.0), Self.text(name, sizes.1))
    }

    private static func text(_ bytes: [CChar], _ count: Int) -> String {
        String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
