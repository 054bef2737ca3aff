/// The characters that may be at one place of a pattern.
struct PatternSet: Sendable {
  private var ranges: [ClosedRange<Unicode.Scalar>] = []
  private var properties: [(property: PatternProperty, isNegated: Bool)] = []
  private var isNegated = false
  private var parts: [PatternSet] = []

  /// No character.
  init() {}
  /// One character.
  init(_ scalar: Unicode.Scalar) { ranges = [scalar...scalar] }
  /// All characters of these ranges.
  init(_ ranges: [ClosedRange<Unicode.Scalar>]) { self.ranges = ranges }
  /// All characters that have a property, or all that do not.
  init(_ property: PatternProperty, isNegated: Bool) { properties = [(property, isNegated)] }

  /// What `\d` stands for.
  static let digits = PatternSet(["0"..."9"])
  /// What `\w` stands for.
  static let wordCharacters = PatternSet(["a"..."z", "A"..."Z", "0"..."9", "_"..."_"])
  /// What `\s` stands for.
  static let spaces = PatternSet([
    "\t"..."\r", " "..." ", "\u{A0}"..."\u{A0}", "\u{1680}"..."\u{1680}", "\u{2000}"..."\u{200A}",
    "\u{2028}"..."\u{2029}", "\u{202F}"..."\u{202F}", "\u{205F}"..."\u{205F}", "\u{3000}"..."\u{3000}",
    "\u{FEFF}"..."\u{FEFF}",
  ])
  /// What `.` stands for.
  static let anyButLineEnds = PatternSet(["\n"..."\n", "\r"..."\r", "\u{2028}"..."\u{2029}"]).negated

  /// All characters that are not in the set.
  var negated: PatternSet {
    var set = self
    set.isNegated.toggle()
    return set
  }

  /// The character that the set consists of; nil when it is not exactly one.
  var only: Unicode.Scalar? {
    guard ranges.count == 1, properties.isEmpty, parts.isEmpty, !isNegated else { return nil }
    guard ranges[0].lowerBound == ranges[0].upperBound else { return nil }
    return ranges[0].lowerBound
  }

  /// Adds the characters of a range.
  mutating func add(_ range: ClosedRange<Unicode.Scalar>) { ranges.append(range) }

  /// Adds the characters of another set.
  mutating func add(_ other: PatternSet) {
    if other.isNegated {
      parts.append(other)
    } else {
      ranges += other.ranges
      properties += other.properties
      parts += other.parts
    }
  }

  /// How much work it is to look up one character.
  var cost: Int { 1 + ranges.count / 8 + properties.count + parts.reduce(0) { $0 + $1.cost } }

  /// Whether a character is in the set.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let isListed =
      ranges.contains { $0.contains(scalar) }
      || properties.contains { $0.property.holds(scalar) != $0.isNegated } || parts.contains { $0.contains(scalar) }
    return isListed != isNegated
  }
}
