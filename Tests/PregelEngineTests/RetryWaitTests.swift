import PregelTestSupport
import Testing

@testable import PregelEngine

/// Waits between attempts are within bounds, whatever policies and failures say.
@Suite struct RetryWaitTests {
    private static let hour: Int64 = 3_600_000_000_000

    private func wait(asked: Int64, cap: Double = 128) -> Int64 {
        RetryPolicy.times(3, cap: cap).wait(
            after: Failure(.nodeError, message: "", retryAfter: asked), failures: 1, random: 0)
    }

    @Test func `a failure may ask for an hour, and no more`() {
        #expect(wait(asked: 0) == 1_000_000_000)
        #expect(wait(asked: 300_000_000_000) == 300_000_000_000)
        #expect(wait(asked: Self.hour + 1) == Self.hour)
        #expect(wait(asked: .max) == Self.hour)
    }

    @Test func `where the policy itself may wait for longer, so may a failure`() {
        #expect(wait(asked: .max, cap: 7200) == 2 * Self.hour)
        #expect(wait(asked: .max, cap: .infinity) == nanoseconds(.infinity))
    }

    @Test func `a failure cannot shorten the wait`() {
        #expect(wait(asked: -5) == 1_000_000_000)
        #expect(wait(asked: .min) == 1_000_000_000)
    }

    @Test(arguments: [0, -1, .nan, .infinity, -.infinity, 1e300, -1e300, 1e-300] as [Double])
    func `no number of a policy leaves the clock`(number: Double) {
        for policy in [
            RetryPolicy.times(3, first: number), .times(3, factor: number), .times(3, cap: number),
            .times(3, first: number, factor: number, cap: number),
        ] {
            for failures in [1, 2, 100, 100_000] {
                let wait = policy.wait(afterFailures: failures, random: 0.5)
                #expect(wait >= 0 && wait <= nanoseconds(.infinity))
            }
        }
    }

    @Test func `seconds are clamped to what clocks count`() {
        #expect(nanoseconds(1.5) == 1_500_000_000)
        #expect(nanoseconds(-1) == 0 && nanoseconds(-1e300) == 0 && nanoseconds(-.infinity) == 0)
        #expect(nanoseconds(.infinity) == nanoseconds(1e300) && nanoseconds(.nan) == nanoseconds(.infinity))
        #expect(nanoseconds(.infinity).addingReportingOverflow(nanoseconds(.infinity)).overflow == false)
    }

    @Test(arguments: [
        (0.0, 0), (-1, 0), (1e-10, 1), (1e-9, 1), (2, 2_000_000_000), (1e300, .max / 4), (.nan, .max / 4),
    ])
    func `seconds are whole nanoseconds that a clock has`(seconds: Double, expected: Int64) {
        #expect(nanoseconds(seconds) == expected)
    }
}
