import Synchronization

/// The resources of servers whose changes clients want to hear of, by the addresses that they are offered under.
final class WantedResources: Sendable {
  private let counts = Mutex<[String: Int]>([:])
  private let isKnown: @Sendable (_ server: String) -> Bool
  /// Says that there are others.
  let changes: AsyncStream<Void>
  private let source: AsyncStream<Void>.Continuation

  /// How many resources are watched.
  private static let most = 2_000
  /// How many of them may be one server's.
  private static let mostOfServer = 200

  /// No resources. `isKnown` says whether there is a server.
  init(isKnown: @escaping @Sendable (_ server: String) -> Bool) {
    self.isKnown = isKnown
    (changes, source) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// The addresses.
  var all: Set<String> { counts.withLock { Set($0.keys) } }

  /// Adds or removes somebody who wants a resource. Returns false when there can be no more, or no such resource.
  func note(_ address: String, isWanted: Bool) -> Bool {
    guard let origin = ResourceAddress.origin(address), !isWanted || isKnown(origin.server) else { return false }
    let isNoted = counts.withLock { counts in
      let count = counts[address] ?? 0
      guard isWanted else {
        counts[address] = count > 1 ? count - 1 : nil
        return true
      }
      let beginning = ResourceAddress.exposed("", of: origin.server)
      guard
        count > 0
          || counts.count < Self.most && counts.keys.count(where: { $0.hasPrefix(beginning) }) < Self.mostOfServer
      else { return false }
      counts[address] = count + 1
      return true
    }
    source.yield()
    return isNoted
  }
}
