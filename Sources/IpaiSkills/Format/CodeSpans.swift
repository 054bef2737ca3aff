/// Code within a line of Markdown (CommonMark 0.31, section 6.1).
enum CodeSpans {
  private static let backtick = UInt8(ascii: "`")

  /// The line with spaces in place of its code.
  static func blanked(_ line: [UInt8]) -> [UInt8] {
    guard line.contains(backtick) else { return line }
    var line = line
    let runs = runs(line)
    // Of such a length no run is left, so that no search for one is repeated.
    var missing: Set<Int> = []
    var index = 0
    while index < runs.count {
      let length = runs[index].count
      let isMissing = missing.contains(length)
      guard !isMissing, let close = runs[(index + 1)...].firstIndex(where: { $0.count == length }) else {
        missing.insert(length)
        index += 1
        continue
      }
      for position in runs[index].lowerBound..<runs[close].upperBound { line[position] = UInt8(ascii: " ") }
      index = close + 1
    }
    return line
  }

  /// Where backticks stand in a row.
  private static func runs(_ line: [UInt8]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var index = 0
    while let start = line[index...].firstIndex(of: backtick) {
      index = line[start...].firstIndex { $0 != backtick } ?? line.count
      runs.append(start..<index)
    }
    return runs
  }
}
