import Synchronization

/// The bytes that bodies, and what is read from them, may take at once, over all connections of a server.
final class ByteBudget: Sendable {
  private let limit: Int
  private let taken = Mutex(0)

  /// Up to this size a share may use all of the budget, larger ones three quarters, so that these cannot keep out those.
  private static let small = 256 << 10

  /// The largest share that there can be.
  var largestShare: Int { limit / 4 * 3 }

  init(limit: Int) { self.limit = limit }

  /// What one request has taken. It is given back when nobody holds it any more.
  final class Share: Sendable {
    private let budget: ByteBudget
    /// How many bytes the client has said that it will send.
    private let announced: Int
    private let bytes = Mutex(0)

    fileprivate init(_ budget: ByteBudget, _ announced: Int) {
      self.budget = budget
      self.announced = announced
    }

    /// Takes more of the budget; false when there is no more.
    func take(_ count: Int) -> Bool {
      bytes.withLock { bytes in
        let limit = max(announced, bytes + count) > ByteBudget.small ? budget.largestShare : budget.limit
        guard budget.take(count, upTo: limit) else { return false }
        bytes += count
        return true
      }
    }

    deinit { budget.give(bytes.withLock { $0 }) }
  }

  /// The share of a request that says it has so many bytes; one that does not say may be large.
  func share(announced: Int?) -> Share { Share(self, announced ?? .max / 2) }

  private func take(_ count: Int, upTo limit: Int) -> Bool {
    taken.withLock { taken in
      guard taken + count <= limit else { return false }
      taken += count
      return true
    }
  }

  private func give(_ count: Int) { taken.withLock { $0 -= count } }
}
