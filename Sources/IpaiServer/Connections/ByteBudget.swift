import Synchronization

/// The bytes that bodies, and what is read from them, may take at the same time, over all connections of a server.
final class ByteBudget: Sendable {
  private let limit: Int
  private let taken = Mutex(0)

  /// A share of at most this size may use the whole budget. Larger ones may use three quarters, so that they cannot keep out small
  /// ones.
  private static let small = 256 << 10

  /// The largest share that there can be.
  var largestShare: Int { limit / 4 * 3 }

  /// A budget of this many bytes.
  init(limit: Int) { self.limit = limit }

  /// The bytes that one request has taken. They are given back when nobody holds the share any more.
  final class Share: Sendable {
    private let budget: ByteBudget
    /// How many bytes the client has said that it will send.
    private let announced: Int
    private let bytes = Mutex(0)

    fileprivate init(_ budget: ByteBudget, _ announced: Int) {
      self.budget = budget
      self.announced = announced
    }

    /// Takes more of the budget. Returns false when there is not enough.
    func take(_ count: Int) -> Bool {
      bytes.withLock { bytes in
        let isLarge = max(announced, bytes + count) > ByteBudget.small
        let limit = if isLarge { budget.largestShare } else { budget.limit }
        guard budget.take(count, upTo: limit) else { return false }
        bytes += count
        return true
      }
    }

    deinit { budget.give(bytes.withLock { $0 }) }
  }

  /// The share of a request that announces this many bytes. One that announces nothing may be large.
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
