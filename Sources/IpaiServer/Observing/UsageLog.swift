import IpaiAccess
package import IpaiActions
import IpaiCore
import ServiceLifecycle
import Synchronization

/// Counts in the store who uses what, so that it can be seen later. Counts are collected and written together.
package final class UsageLog: Service {
  private let services: Services
  private let tallies = Mutex<[UsedOperation: UsageTally]>([:])
  private let keys = Mutex<[String: KeyUse]>([:])

  private struct KeyUse: Sendable {
    let key: AccessKey
    let time: Timestamp
  }

  /// How often counts are written.
  private static let interval = Duration.seconds(10)
  /// How many operations are told apart until they are written.
  private static let most = 5_000

  /// Counts in the database of `services`.
  package init(_ services: Services) { self.services = services }

  /// Notes that a caller has used something.
  func note(_ name: String, by caller: String, outcome: String, seconds: Double) {
    let operation = UsedOperation(name: name, caller: caller, outcome: outcome)
    tallies.withLock { tallies in
      guard tallies.count < Self.most || tallies[operation] != nil else { return }
      tallies[operation, default: .init()].count += 1
      tallies[operation, default: .init()].milliseconds += seconds * 1_000
    }
  }

  /// Notes that a key was used. It is written later: a request that only reads must not wait for the database's writer.
  func note(_ key: AccessKey, at time: Timestamp) {
    keys.withLock { keys in
      if keys.count < Self.most { keys[key.id] = KeyUse(key: key, time: time) }
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

  /// Writes what has been noted. Counts that cannot be written now are kept for the next time.
  func write() async {
    await services.carry(.writing) {
      await writeKeys()
      await writeCounts()
    }
  }

  private func writeKeys() async {
    let used = keys.withLock { keys in
      defer { keys = [:] }
      return keys.values
    }
    guard !used.isEmpty else { return }
    try? await services.working { [services] _ in
      let store = try services.keys()
      for use in used { try await store.noteUse(of: use.key, at: use.time) }
    }
  }

  private func writeCounts() async {
    let counted = tallies.withLock { tallies in
      defer { tallies = [:] }
      return tallies
    }
    guard !counted.isEmpty else { return }
    let now = Timestamp(services.now())
    do { try await services.working { [services] _ in try await services.usage().add(counted, at: now) } } catch {
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
