/// Files that are to be stored as they were in another store, with the words of their passages.
package struct PreparedFiles: Sendable {
  /// The files, in their order.
  package let files: [CopiedFile]
  /// Their passages with what finds them, by the digest of the document.
  let divided: [[UInt8]: [IndexedPassage]]

  /// Finds the words. Throws `IpaiError(.internal)` when SQLite has no FTS5.
  package init(_ files: [CopiedFile]) throws {
    self.files = files
    var divided: [[UInt8]: [IndexedPassage]] = [:]
    for file in files {
      if let (digest, passages) = try file.divided() { divided[digest] = passages }
    }
    self.divided = divided
  }
}
