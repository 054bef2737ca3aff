import Crypto
import Foundation
import IpaiSearch

/// A document that has been divided, ready to be stored.
package struct DocumentContent: Sendable {
  /// Its path within its source.
  package let path: String
  /// How it is written.
  package let format: DocumentFormat
  /// Tells it from every other text and path, and from what another version divides, in 32 bytes.
  package let digest: [UInt8]
  /// Its text in UTF-8.
  let bytes: [UInt8]

  /// A document of a text in UTF-8.
  package init(path: String, _ bytes: [UInt8], format: DocumentFormat? = nil) {
    self.path = path
    self.format = format ?? DocumentFormat(path: path)
    self.bytes = bytes
    var hash = SHA256()
    hash.update(data: path.utf8.map { $0 } + [0] + Array("\(DocumentSplitter.version)".utf8) + [0])
    hash.update(data: bytes)
    digest = Array(hash.finalize())
  }

  /// A document that is copied from another store, without its text.
  init(_ copied: CopiedFile.Document) {
    path = copied.path
    // It is not divided again, so that the name alone counts.
    format = .code(copied.format)
    digest = copied.digest
    bytes = []
  }

  /// Its passages with their words. Throws `IpaiError(.internal)` when SQLite has no FTS5.
  func divided() throws -> [IndexedPassage] {
    try Self.indexed(DocumentSplitter.passages(of: bytes, format).map(StorableText.passage), path: path)
  }

  /// The passages of the document at a path with their words. Throws `IpaiError(.internal)` when SQLite has no FTS5.
  static func indexed(_ passages: [Passage], path: String) throws -> [IndexedPassage] {
    let analyzer = try AnalyzerPool.shared.take()
    defer { AnalyzerPool.shared.giveBack(analyzer) }
    let pathWords = IndexedPassage.words(path, analyzer)
    return passages.map { IndexedPassage($0, pathWords: pathWords, analyzer) }
  }
}
