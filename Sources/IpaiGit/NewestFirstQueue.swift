/// A binary heap of places by date, newest first; among equal dates, the one that was pushed first comes first.
struct NewestFirstQueue {
  private struct Entry {
    let place: Int
    let seconds: Int64

    func comesBefore(_ other: Entry) -> Bool { (other.seconds, place) < (seconds, other.place) }
  }

  private var heap: [Entry] = []
  private var waiting: Set<Int> = []

  /// True while `place` has been pushed and not yet popped.
  func contains(_ place: Int) -> Bool { waiting.contains(place) }

  /// Adds a place with its date in seconds since 1970.
  mutating func push(_ place: Int, _ seconds: Int64) {
    waiting.insert(place)
    heap.append(Entry(place: place, seconds: seconds))
    var child = heap.count - 1
    while child > 0, case let parent = (child - 1) / 2, heap[child].comesBefore(heap[parent]) {
      heap.swapAt(child, parent)
      child = parent
    }
  }

  /// Removes and returns the place with the newest date; nil when the queue is empty.
  mutating func pop() -> Int? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    waiting.remove(first.place)
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return first.place
  }

  private mutating func sink() {
    var parent = 0
    while case let left = 2 * parent + 1, left < heap.count {
      let right = left + 1
      var child = left
      if right < heap.count && heap[right].comesBefore(heap[left]) { child = right }
      guard heap[child].comesBefore(heap[parent]) else { return }
      heap.swapAt(child, parent)
      parent = child
    }
  }
}
