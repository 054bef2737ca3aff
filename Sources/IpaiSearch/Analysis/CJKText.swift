/// Chinese, Japanese and Korean text, which has no spaces between words: indexed as overlapping pairs of characters.
///
/// The pairs are those of Lucene's CJKAnalyzer; a run of one character is a term by itself.
enum CJKText {
  /// A quick test that is false for most text: whether any byte can start a CJK character.
  static func mayOccur(in text: UnsafeBufferPointer<UInt8>) -> Bool { text.contains { $0 >= 0xE1 } }

  /// Calls `body` with each term of a token and its offset: pairs of CJK characters, and what stands between as it is.
  static func split(_ token: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
    var run: [Range<Int>] = []
    var other = 0..<0
    func emit(_ range: Range<Int>) { body(UnsafeBufferPointer(rebasing: token[range]), range.lowerBound) }
    func endRun() {
      if run.count == 1 { emit(run[0]) }
      for (left, right) in zip(run, run.dropFirst()) { emit(left.lowerBound..<right.upperBound) }
      run.removeAll(keepingCapacity: true)
    }
    func endOther() {
      if !other.isEmpty { emit(other) }
      other = 0..<0
    }
    var start = 0
    for scalar in String(decoding: token, as: UTF8.self).unicodeScalars {
      let range = start..<min(start + UTF8.width(scalar), token.count)
      start = range.upperBound
      if contains(scalar) {
        endOther()
        run.append(range)
      } else {
        endRun()
        if other.isEmpty { other = range } else { other = other.lowerBound..<range.upperBound }
      }
    }
    endRun()
    endOther()
  }

  /// True for Han, Kana, Hangul and Bopomofo characters.
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x11FF, 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035, 0x3040...0x31BF,
      0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF,
      0xFF66...0xFF9F, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
