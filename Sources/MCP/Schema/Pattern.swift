/// A regular expression of a schema, which matches anywhere in a text unless it says otherwise.
///
/// The work of a match grows with the length of the text times that of the pattern and never faster, whatever the pattern is
/// (K. Thompson, "Regular Expression Search Algorithm", 1968). That is possible for ECMA-262 in its Unicode mode without what
/// looks back or ahead: backreferences, `(?=`, `(?!`, `(?<=`, `(?<!`. Such a pattern is a fault of its schema, and so are
/// scripts in `\p{…}`.
struct Pattern: Sendable {
  private let program: PatternProgram

  /// What is wrong with a pattern.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// A match would take more steps than there were left.
  struct Exhausted: Error {}

  /// A longer pattern would be too large anyhow, and take memory until that is known.
  private static let longest = 1 << 16

  /// - Throws: `Fault` when it is no pattern, has what cannot be matched in linear time, or is too large.
  init(_ text: String) throws(Fault) {
    guard text.utf8.count <= Self.longest else { throw Fault(description: "is longer than \(Self.longest) bytes") }
    var parser = PatternParser(text)
    program = try PatternProgram(parser.parse())
  }

  /// Takes what it does from `steps`.
  ///
  /// - Throws: `Exhausted`.
  func matches(_ text: String, steps: inout Int) throws(Exhausted) -> Bool {
    var match = PatternMatch(program)
    return try match.run(text.unicodeScalars, steps: &steps)
  }
}

/// What a pattern consists of. Whether a repetition is greedy makes no difference to whether a text matches.
indirect enum PatternNode {
  case one(PatternSet)
  case start, end
  case wordBoundary(isThere: Bool)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// `most`: nil for no limit.
  case repeated(PatternNode, least: Int, most: Int?)
}
