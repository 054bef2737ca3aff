/// What a mistyped word was probably meant to be.
enum Suggestion {
  /// The candidate nearest to `word`: it has few typing errors, or begins with `word`. nil when none is near.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let word = word.lowercased()
    let near = candidates.compactMap { candidate -> (name: String, distance: Int)? in
      let distance = distance(Array(word.utf8), Array(candidate.lowercased().utf8))
      if distance <= tolerance(word) { return (candidate, distance) }
      guard word.utf8.count > 2, candidate.hasPrefix(word) else { return nil }
      return (candidate, tolerance(word) + 1)
    }
    return near.min { $0.distance < $1.distance }?.name
  }

  /// The most typing errors: one in a short word, up to three in a long one. With more, any word would resemble any
  /// other.
  private static func tolerance(_ word: String) -> Int { min(3, max(1, (word.utf8.count + 1) / 3)) }

  /// Insertions, deletions, substitutions and swaps of neighbours that lead from one word to the other (the optimal
  /// string alignment distance).
  static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    guard first.count <= 64, second.count <= 64 else { return .max }
    var beforePrevious = [Int](repeating: 0, count: second.count + 1)
    var previous = Array(0...second.count)
    for (row, byte) in first.enumerated() {
      var current = [row + 1] + [Int](repeating: 0, count: second.count)
      for (column, other) in second.enumerated() {
        let substitution = byte == other ? 0 : 1
        current[column + 1] = min(previous[column + 1] + 1, current[column] + 1, previous[column] + substitution)
        if row > 0, column > 0, byte == second[column - 1], first[row - 1] == other {
          current[column + 1] = min(current[column + 1], beforePrevious[column - 1] + 1)
        }
      }
      beforePrevious = previous
      previous = current
    }
    return previous[second.count]
  }
}
