/// The lines that differ between two versions of a file.
package struct ChangedLines: Sendable, Equatable {
  /// A place where they differ.
  package struct Hunk: Sendable, Equatable {
    /// The first line in the old version, from 1; the line after which others were inserted when `oldCount` is 0.
    var oldStart: Int
    var oldCount: Int
    var newStart: Int
    var newCount: Int
  }

  /// The places, in their order.
  package var hunks: [Hunk] = []

  /// Where lines of the old version are in the new one; nil when any of them was changed or lines were inserted among them.
  package func place(of lines: ClosedRange<Int>) -> ClosedRange<Int>? {
    var shift = 0
    for hunk in hunks {
      if hunk.oldCount == 0 {
        if hunk.oldStart >= lines.upperBound { break }
        if hunk.oldStart >= lines.lowerBound { return nil }
      } else {
        if hunk.oldStart > lines.upperBound { break }
        if hunk.oldStart + hunk.oldCount > lines.lowerBound { return nil }
      }
      shift += hunk.newCount - hunk.oldCount
    }
    return lines.lowerBound + shift...lines.upperBound + shift
  }
}

extension ChangedLines {
  /// Reads the heads of the hunks of a unified diff without context: `@@ -10,2 +12 @@`. Other lines are passed over.
  init(diff: [UInt8]) {
    for line in diff.split(separator: UInt8(ascii: "\n")) where line.starts(with: "@@ -".utf8) {
      let parts = line.split(separator: UInt8(ascii: " "))
      guard parts.count >= 3, let old = Self.numbers(parts[1]), let new = Self.numbers(parts[2]) else { continue }
      hunks.append(Hunk(oldStart: old.0, oldCount: old.1, newStart: new.0, newCount: new.1))
    }
  }

  /// The start and the count of `-10,2`; the count of `-10` is 1.
  private static func numbers(_ text: ArraySlice<UInt8>) -> (Int, Int)? {
    let parts = text.dropFirst().split(separator: UInt8(ascii: ",")).map { Int(String(decoding: $0, as: UTF8.self)) }
    guard let first = parts.first, let start = first, (0...1 << 40).contains(start) else { return nil }
    guard parts.count > 1 else { return (start, 1) }
    guard let count = parts[1], (0...1 << 40).contains(count) else { return nil }
    return (start, count)
  }
}

extension GitProgram {
  /// The lines that differ between two blobs. Throws what `answer` throws.
  package func changedLines(from old: ObjectID, to new: ObjectID) async throws -> ChangedLines {
    let words = ["diff", "-U0", "--no-textconv", "--no-ext-diff", "--no-color", "--text", old.hex, new.hex]
    return ChangedLines(diff: try await answer(to: words))
  }
}
