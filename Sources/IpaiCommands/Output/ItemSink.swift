import Synchronization

/// Takes the items of a list as they come, and writes each as a line of JSON at once or keeps it for a table or a
/// document.
final class ItemSink<Item: Encodable & Sendable>: Sendable {
  private struct State {
    var items: [Item] = []
    var count = 0
  }

  private let write: (@Sendable (String) -> Void)?
  private let state = Mutex(State())

  /// A sink that keeps the items.
  init() { write = nil }

  /// A sink that writes the items and keeps none.
  init(writingTo write: @escaping @Sendable (String) -> Void) { self.write = write }

  /// The items that were kept.
  var items: [Item] { state.withLock { $0.items } }
  /// True if no item was taken.
  var isEmpty: Bool { state.withLock { $0.count == 0 } }

  /// Takes the next item of the list.
  func take(_ item: Item) {
    write?(JSONText.encodeLine(item) + "\n")
    state.withLock { state in
      state.count += 1
      if write == nil { state.items.append(item) }
    }
  }
}
