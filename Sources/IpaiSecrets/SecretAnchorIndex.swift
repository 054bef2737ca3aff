/// The anchors of all rules, found by their first bytes.
///
/// A scan keeps the lowest five bits of the last three bytes as one number. Letters of either case have the same five
/// bits, so that one bit for each such number tells where an anchor may begin; nearly all places are passed with that
/// test alone. The first four bytes decide most of the others.
struct SecretAnchorIndex: Sendable {
  /// An anchor and the rule that it is of.
  struct Anchor: Sendable {
    /// The text, in small letters if case is ignored.
    let text: [UInt8]
    /// True when letters of any case match.
    let ignoresCase: Bool
    /// True when the secret is known by itself.
    let standsAlone: Bool
    /// The number of its rule.
    let rule: Int
  }

  /// The first bytes of an anchor.
  private struct Beginning {
    /// The number of the first three bytes.
    let number: Int
    /// The first four bytes, or three and a zero, with `fold` set.
    let bytes: UInt32
    /// The bits that are set before bytes are compared: those that make small letters.
    let fold: UInt32
    /// The bits that are compared.
    let mask: UInt32

    init(_ anchor: Anchor) {
      number = anchor.text.prefix(3).reduce(0) { SecretAnchorIndex.next($0, $1) }
      fold = if anchor.ignoresCase { 0x2020_2020 } else { 0 }
      mask = if anchor.text.count > 3 { 0xFFFF_FFFF } else { 0x00FF_FFFF }
      let first = anchor.text.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      bytes = (first | fold) & mask
    }

    func matches(_ word: UInt32) -> Bool { (word | fold) & mask == bytes }
  }

  /// The rules, of which earlier ones go first where two have the same anchor.
  let rules: [SecretRule]
  /// The anchors; those that begin with the same number stand together, in the order of their rules.
  let anchors: [Anchor]
  private let beginnings: [Beginning]
  /// A bit for each number that an anchor begins with.
  private let bits: [UInt64]
  /// For each number its first place in `anchors`.
  private let places: [UInt16]

  /// Makes the index of `rules`; markers are added to them.
  init(_ rules: [SecretRule]) {
    self.rules = [SecretRule.marker] + rules
    let all = self.rules.enumerated().flatMap { number, rule in
      rule.anchors.map {
        Anchor(text: $0, ignoresCase: rule.ignoresCase, standsAlone: rule.standsAlone, rule: number)
      }
    }
    let sorted = all.map { ($0, Beginning($0)) }.sorted { ($0.1.number, $0.0.rule) < ($1.1.number, $1.0.rule) }
    anchors = sorted.map(\.0)
    beginnings = sorted.map(\.1)
    var bits = [UInt64](repeating: 0, count: 512)
    var places = [UInt16](repeating: 0, count: 1 << 15)
    for (place, beginning) in beginnings.enumerated().reversed() {
      bits[beginning.number >> 6] |= 1 << UInt64(beginning.number & 63)
      places[beginning.number] = UInt16(place)
    }
    self.bits = bits
    self.places = places
  }

  /// The next index at or after `start` where an anchor may begin, at least three bytes before `limit`; nil for none.
  func nextBeginning(in text: TextBytes, from start: Int, limit: Int) -> Int? {
    guard start + 2 < limit else { return nil }
    return text.withBytes { bytes in
      bits.withUnsafeBufferPointer { bits in
        var number = Self.next(Self.next(0, bytes[start]), bytes[start + 1])
        for index in start + 2..<limit {
          number = Self.next(number, bytes[index])
          guard bits[number >> 6] >> UInt64(number & 63) & 1 != 0 else { continue }
          if !places(text, at: index - 2, number: number).isEmpty { return index - 2 }
        }
        return nil
      }
    }
  }

  /// The places in `anchors` of those that may begin at `start`.
  func places(_ text: TextBytes, at start: Int) -> Range<Int> {
    places(text, at: start, number: (0..<3).reduce(0) { Self.next($0, text[start + $1]) })
  }

  private func places(_ text: TextBytes, at start: Int, number: Int) -> Range<Int> {
    let word = text.word(at: start)
    var place = Int(places[number])
    let first = place
    var end = place
    while place < beginnings.count, beginnings[place].number == number {
      if beginnings[place].matches(word) { end = place + 1 }
      place += 1
    }
    return first..<end
  }

  /// The number of the last three bytes after `byte`, from the number before it.
  @inline(__always)
  private static func next(_ number: Int, _ byte: UInt8) -> Int { (number << 5 | Int(byte & 31)) & 0x7FFF }
}
