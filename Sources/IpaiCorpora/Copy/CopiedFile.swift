import IpaiCore
import IpaiSearch

/// A file of a source with its passages, as it is copied from one store to another. Words are derived where it is copied to.
package struct CopiedFile: CopiedRecord {
  /// What a file holds.
  struct Document: Sendable {
    let digest: [UInt8]
    let path: String
    let format: String
    let passages: [Part]
  }

  /// A passage.
  struct Part: Sendable {
    let text: String
    let startLine: Int
    let endLine: Int
    let path: [String]
    let kind: String

    init(_ passage: Passage) {
      text = passage.text
      startLine = passage.startLine
      endLine = passage.endLine
      path = passage.path
      kind = passage.kind.rawValue
    }

    var passage: Passage {
      Passage(text, startLine: startLine, endLine: endLine, path: path, kind: PassageKind(rawValue: kind) ?? .text)
    }
  }

  /// Its path within its source.
  package let path: String
  private let size: Int64
  private let modified: Int64
  private let changed: Int64
  private let skipped: String?
  private let metadata: String?
  private let document: Document?
  package let checksum: String

  init(_ known: KnownFile, metadata: String?, _ document: Document?) {
    path = known.path
    size = known.stamp.size
    modified = known.stamp.modified
    changed = known.stamp.changed
    skipped = known.skipped?.rawValue
    self.metadata = metadata
    self.document = document
    checksum = Self.checksum(known, metadata, document)
  }

  private static func checksum(_ known: KnownFile, _ metadata: String?, _ document: Document?) -> String {
    var digest = FieldDigest()
    digest.add(known.path)
    for number in [known.stamp.size, known.stamp.modified, known.stamp.changed] { digest.add(number) }
    for text in [known.skipped?.rawValue, metadata, document?.path, document?.format] { digest.add(text) }
    digest.add(document?.digest ?? [])
    for part in document?.passages ?? [] {
      digest.add(part.text)
      digest.add(Int64(part.startLine))
      digest.add(Int64(part.endLine))
      digest.add(part.kind)
      digest.add(Int64(part.path.count))
      for name in part.path { digest.add(name) }
    }
    return digest.value()
  }

  /// A newer one stays.
  package func conflict(with other: CopiedFile) -> String? {
    other.modified > modified ? "the file is newer there" : nil
  }

  /// What is to be stored of it.
  var file: ReadFile {
    let stamp = FileStamp(size: size, modified: modified, changed: changed)
    let result: Result<DocumentContent, TextFile.Skipped>
    if let document {
      result = .success(DocumentContent(document))
    } else {
      result = .failure(TextFile.Skipped(skipped.flatMap(SkipReason.init) ?? .unreadable))
    }
    return ReadFile(path: path, stamp: stamp, result: result, metadata: metadata)
  }

  /// Its passages with their words, by the digest of its document; nil for one that is left out.
  func divided() throws -> (digest: [UInt8], passages: [IndexedPassage])? {
    guard let document else { return nil }
    return (document.digest, try DocumentContent.indexed(document.passages.map(\.passage), path: document.path))
  }
}
