import IpaiAccess
package import IpaiActions
import IpaiCore
import ServiceLifecycle
import Synchronization

/// Counts in the store who uses what, so that it can be seen later. Counts are collected and written together.
package final class UsageLog: Service {
  private let services: Services
  private let tallies = Mutex<[UsageStore.Operation: UsageStore.Tally]>([:])

  /// How often counts are written.
  private static let interval = Duration.seconds(10)
  /// How many operations are told apart until they are written.
  private static let most = 5_000

  /// Counts in the database of `services`.
  package init(_ services: Services) { self.services = services }

  /// Notes that a caller has used something.
  func note(_ name: String, by caller: String, outcome: String, seconds: Double) {
    let operation = UsageStore.Operation(name: name, caller: caller, outcome: outcome)
    tallies.withLock { tallies in
      guard tallies.count < Self.most || tallies[operation] != nil else { return }
      tallies[operation, default: .init()].count += 1
      tallies[operation, default: .init()].milliseconds += seconds * 1_000
    }
  }

  /// Writes counts until the process is told to end, and then the last ones.
  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await Task.sleep(for: Self.interval)
        if !Task.isCancelled { await self.write() }
      }
    }
    await write()
  }

  /// Writes what has been counted. What cannot be written now is kept for the next time.
  func write() async {
    let counted = tallies.withLock { tallies in
      defer { tallies = [:] }
      return tallies
    }
    guard !counted.isEmpty else { return }
    let now = Timestamp(services.now())
    do { try await services.blocking { [services] _ in try services.usage().add(counted, at: now) } } catch {
      tallies.withLock { tallies in
        tallies.merge(counted) { new, old in
          var sum = new
          sum.count += old.count
          sum.milliseconds += old.milliseconds
          return sum
        }
      }
    }
  }
}
