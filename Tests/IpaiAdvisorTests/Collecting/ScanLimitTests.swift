import Foundation
import IpaiAdvisor
import Testing

/// How long a scan takes where the API's limits are kept, with minutes of two seconds.
struct ScanLimitTests {
  private static let scale = 30.0

  /// That it takes hardly longer is measured by `bench-advisor scan`.
  @Test func aScanTakesNoMoreThanTheLimitsAllow() async throws {
    let account = ["--only", "droplets", "--seed", "7", "--size", "70", "--now", "1790000000"]
    let free = try StandIn(account)
    let (needed, _) = try await Self.measured(free, StandIn.unlimited)
    #expect(needed > 400)

    let limited = try StandIn(account + ["--limits", "real", "--scale", "\(Self.scale)"])
    var options = AccountScan.Options()
    options.minute = 60 / Self.scale
    let (made, seconds) = try await Self.measured(limited, options)
    #expect(made == needed, "requests that were refused and made again")
    let floor = Double((needed - 1) / 250) * options.minute
    #expect(seconds >= floor)
  }

  private static func measured(
    _ standIn: StandIn, _ options: AccountScan.Options
  ) async throws -> (requests: Int, seconds: Double) {
    let clock = ContinuousClock()
    let start = clock.now
    let outcome = try await standIn.scan(options)
    let seconds = start.duration(to: clock.now) / .seconds(1)
    #expect(outcome.warnings == [])
    return (try await standIn.requests(), seconds)
  }
}
