import Synchronization

/// How many bytes of messages wait to be taken.
final class WaitingBytes: Sendable {
  private let count = Atomic(0)

  /// How many may wait; of more, the sender is given up.
  private static let most = 64 << 20

  /// Adds a message of so many bytes; false when there are too many.
  func add(_ bytes: Int) -> Bool { count.add(bytes, ordering: .relaxed).newValue <= Self.most }

  /// Removes a message of so many bytes.
  func remove(_ bytes: Int) { count.subtract(bytes, ordering: .relaxed) }
}
