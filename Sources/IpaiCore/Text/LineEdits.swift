/// Finds the fewest lines that differ between two texts (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).
enum LineEdits {
  /// Lines of the old text in whose place lines of the new one stand; one of both ranges may be empty.
  struct Change: Equatable {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// The most edits that are searched for, which bounds time and memory. Texts that differ more have one large change.
  private static let maxEdits = 2_000

  /// The changes in their order.
  static func changes(from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]) -> [Change] {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var tail = 0
    while tail < old.count - start, tail < new.count - start, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
      tail += 1
    }
    let before = start..<(old.count - tail)
    let after = start..<(new.count - tail)
    if before.isEmpty && after.isEmpty { return [] }
    guard !before.isEmpty, !after.isEmpty else { return [Change(old: before, new: after)] }
    var numbers: [ArraySlice<UInt8>: Int32] = [:]
    func number(_ line: ArraySlice<UInt8>) -> Int32 {
      let next = Int32(numbers.count)
      if let known = numbers[line] { return known }
      numbers[line] = next
      return next
    }
    let left = old[before].map(number)
    let right = new[after].map(number)
    guard let trace = trace(left, right) else { return [Change(old: before, new: after)] }
    return path(trace, left.count, right.count).map { change in
      Change(
        old: (change.old.lowerBound + start)..<(change.old.upperBound + start),
        new: (change.new.lowerBound + start)..<(change.new.upperBound + start))
    }
  }

  /// For each number of edits, how far each diagonal from minus to plus that number reaches; nil when there are too many.
  private static func trace(_ left: [Int32], _ right: [Int32]) -> [[Int32]]? {
    let most = min(maxEdits, left.count + right.count)
    var reach = [Int32](repeating: 0, count: 2 * most + 3)
    let middle = most + 1
    var trace: [[Int32]] = []
    for edits in 0...most {
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let isDown = goesDown(diagonal, edits, reach[middle + diagonal - 1], reach[middle + diagonal + 1])
        var x = isDown ? reach[middle + diagonal + 1] : reach[middle + diagonal - 1] + 1
        while Int(x) < left.count, Int(x) - diagonal < right.count, left[Int(x)] == right[Int(x) - diagonal] { x += 1 }
        reach[middle + diagonal] = x
        if Int(x) >= left.count && Int(x) - diagonal >= right.count {
          return trace + [Array(reach[(middle - edits)...(middle + edits)])]
        }
      }
      trace.append(Array(reach[(middle - edits)...(middle + edits)]))
    }
    return nil
  }

  /// True when the furthest path to a diagonal inserts a line, false when it removes one.
  private static func goesDown(_ diagonal: Int, _ edits: Int, _ below: Int32, _ above: Int32) -> Bool {
    diagonal == -edits || (diagonal != edits && below < above)
  }

  /// The changes on the way back from the end to the start.
  private static func path(_ trace: [[Int32]], _ leftCount: Int, _ rightCount: Int) -> [Change] {
    var changes: [Change] = []
    var x = leftCount
    var y = rightCount
    for edits in stride(from: trace.count - 1, to: 0, by: -1) {
      let before = trace[edits - 1]
      func reach(_ diagonal: Int) -> Int32 {
        let index = diagonal + edits - 1
        return before.indices.contains(index) ? before[index] : -1
      }
      let diagonal = x - y
      let isDown = goesDown(diagonal, edits, reach(diagonal - 1), reach(diagonal + 1))
      let previous = isDown ? diagonal + 1 : diagonal - 1
      let fromX = Int(reach(previous))
      let fromY = fromX - previous
      add(Change(old: fromX..<(isDown ? fromX : fromX + 1), new: fromY..<(isDown ? fromY + 1 : fromY)), to: &changes)
      x = fromX
      y = fromY
    }
    return changes.reversed()
  }

  /// Adds a change that stands before the last one, or joins both when nothing lies between them.
  private static func add(_ change: Change, to changes: inout [Change]) {
    guard let last = changes.last, change.old.upperBound == last.old.lowerBound,
      change.new.upperBound == last.new.lowerBound
    else { return changes.append(change) }
    changes[changes.count - 1] = Change(
      old: change.old.lowerBound..<last.old.upperBound, new: change.new.lowerBound..<last.new.upperBound)
  }
}
