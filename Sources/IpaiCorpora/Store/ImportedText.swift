import Crypto
package import IpaiCore

/// A text that is no file, to be kept in a corpus.
package struct ImportedText: Sendable, Equatable {
  /// Tells it from other texts of the corpus.
  package let id: String
  /// Its text.
  let text: String
  /// What is known of it, as a JSON object.
  let metadata: String

  /// How many bytes an id has at most.
  package static let longestID = 1_000

  /// A text; without an id, one is derived from the text and the metadata, so that the same text is kept once.
  ///
  /// Throws `IpaiError(.usage)` for an id that cannot be shown, and for a text that is empty or too long.
  package init(_ text: String, metadata: String, id: String?) throws(IpaiError) {
    guard !text.allSatisfy(\.isWhitespace) else { throw IpaiError(.usage, "the text is empty") }
    guard !text.utf8.contains(0) else { throw IpaiError(.usage, "the text has a NUL, which no text has") }
    guard text.utf8.count <= TextFile.maxBytes else {
      throw IpaiError(
        .usage, "the text has more than \(ByteCount.text(TextFile.maxBytes))", hint: "divide it into several")
    }
    if let id {
      let isShown = id.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
      guard isShown, (1...Self.longestID).contains(id.utf8.count) else {
        throw IpaiError(
          .usage, "'\(id.prefix(40))' is no id",
          hint: "an id has 1 to \(Self.longestID) bytes and no line breaks or other control characters")
      }
    }
    self.text = text
    self.metadata = metadata
    self.id = id ?? Self.derivedID(text, metadata)
  }

  /// What it is read as: its id without the lines that an exported passage has after its path, so that code stays code.
  var path: String {
    guard let colon = id.utf8.lastIndex(of: UInt8(ascii: ":")), colon > id.startIndex else { return id }
    let lines = id[id.utf8.index(after: colon)...].split(separator: "-", omittingEmptySubsequences: false)
    let areNumbers = lines.count == 2 && lines.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }
    return areNumbers ? String(id[..<colon]) : id
  }

  private static func derivedID(_ text: String, _ metadata: String) -> String {
    SHA256.hash(data: Array(text.utf8) + [0] + Array(metadata.utf8)).prefix(8).hexadecimal
  }
}

/// What an import did.
package struct ImportedTexts: Sendable, Equatable {
  /// How many texts are new.
  package var added = 0
  /// How many have changed.
  package var updated = 0
  /// How many are as they were.
  package var unchanged = 0
}
