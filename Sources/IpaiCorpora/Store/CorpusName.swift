package import IpaiCore

/// The name of a corpus of documents.
package enum CorpusName {
  /// The names that mean something else.
  private static let taken: Set = ["all", "commits", "memory", "skills", "documents"]

  /// Throws `IpaiError(.usage)` unless a corpus can have this name: 1 to 64 letters of a-z, digits, `-`, `_` and `.`, beginning with a
  /// letter or a digit.
  package static func check(_ name: String) throws(IpaiError) {
    if taken.contains(name) {
      throw IpaiError(
        .usage, "a corpus cannot be called '\(name)'", hint: "that name means something else; choose another")
    }
    let isValid =
      (1...64).contains(name.utf8.count) && name.utf8.allSatisfy(isAllowed)
      && name.utf8.first.map { !"-_.".utf8.contains($0) } ?? false
    guard isValid else {
      throw IpaiError(
        .usage, "'\(name.prefix(80))' is no name for a corpus",
        hint: "use up to 64 small letters, digits, '-', '_' and '.', beginning with a letter or a digit")
    }
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "-_.".utf8.contains(byte)
  }
}
