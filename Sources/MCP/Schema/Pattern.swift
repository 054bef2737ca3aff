/// A regular expression of a schema, which matches anywhere in a text unless it says otherwise.
///
/// The work of a match grows no faster than the length of the text times that of the pattern, whatever the pattern is
/// (K. Thompson, "Regular Expression Search Algorithm", 1968). This covers ECMA-262 in its Unicode mode, except for what looks
/// back or ahead: backreferences, `(?=`, `(?!`, `(?<=` and `(?<!`. A pattern with any of these is a fault of its schema, and
/// so is one with a script in `\p{…}`.
struct Pattern: Sendable {
  private let program: PatternProgram

  /// What is wrong with a pattern.
  struct Fault: Error, CustomStringConvertible {
    /// The rest of a sentence that begins with the pattern.
    let description: String
  }

  /// A match would take more steps than were left.
  struct Exhausted: Error {}

  /// The longest pattern, in bytes. A longer one would be too large anyway, and would take memory until that is known.
  private static let longest = 1 << 16

  /// Compiles a pattern.
  ///
  /// - Throws: `Fault` when it is not a pattern, contains something that cannot be matched in linear time, or is too large.
  init(_ text: String) throws(Fault) {
    guard text.utf8.count <= Self.longest else { throw Fault(description: "is longer than \(Self.longest) bytes") }
    var parser = PatternParser(text)
    program = try PatternProgram(parser.parse())
  }

  /// Whether a text has a match. The work is taken from `steps`.
  ///
  /// - Throws: `Exhausted`.
  func matches(_ text: String, steps: inout Int) throws(Exhausted) -> Bool {
    var match = PatternMatch(program)
    return try match.run(text.unicodeScalars, steps: &steps)
  }
}
