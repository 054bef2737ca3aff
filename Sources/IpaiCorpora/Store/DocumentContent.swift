import Crypto
import Foundation
import IpaiSearch

/// A document that has been divided, ready to be stored.
package struct DocumentContent: Sendable {
  /// Its path within its source.
  package let path: String
  /// How it is written.
  package let format: DocumentFormat
  /// Tells it from every other text and path, in 32 bytes.
  package let digest: [UInt8]
  /// Its text in UTF-8.
  let bytes: [UInt8]

  /// A document of a text in UTF-8.
  package init(path: String, _ bytes: [UInt8], format: DocumentFormat? = nil) {
    self.path = path
    self.format = format ?? DocumentFormat(path: path)
    self.bytes = bytes
    var hash = SHA256()
    hash.update(data: path.utf8.map { $0 } + [0])
    hash.update(data: bytes)
    digest = Array(hash.finalize())
  }

  /// Its passages with their words. Throws `IpaiError(.internal)` when SQLite has no FTS5.
  func divided() throws -> [IndexedPassage] {
    let analyzer = try AnalyzerPool.shared.take()
    defer { AnalyzerPool.shared.giveBack(analyzer) }
    let pathWords = IndexedPassage.words(path, analyzer)
    return DocumentSplitter.passages(of: bytes, format).map { IndexedPassage($0, pathWords: pathWords, analyzer) }
  }
}

/// A passage with what finds it.
struct IndexedPassage: Sendable {
  let passage: Passage
  /// The headings, one a line.
  let heading: String
  /// Tells its heading and text from others, in 16 bytes.
  let digest: [UInt8]
  /// The stems of the path, of the headings and of the text.
  let words: (path: String, heading: String, text: String)

  init(_ passage: Passage, pathWords: String, _ analyzer: TextAnalyzer) {
    self.passage = passage
    heading = passage.path.joined(separator: "\n")
    digest = Array(SHA256.hash(data: Array((heading + "\n" + passage.text).utf8)).prefix(16))
    words = (pathWords, Self.words(heading, analyzer), Self.words(passage.text, analyzer))
  }

  static func words(_ text: String, _ analyzer: TextAnalyzer) -> String {
    var copy = text
    var terms: [UInt8] = []
    copy.withUTF8 { bytes in
      analyzer.appendStems(of: bytes, to: &terms)
      analyzer.appendIdentifiers(of: bytes, to: &terms)
    }
    return String(decoding: terms, as: UTF8.self)
  }
}
