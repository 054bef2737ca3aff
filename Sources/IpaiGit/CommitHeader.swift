import Foundation
import IpaiCore

/// The places of the parts of a commit object in its bytes ("git-commit-tree", and git's commit.c for what it tolerates).
///
/// Parsing allocates only the list of parents; nothing is decoded.
package struct CommitHeader {
  /// The id of the tree.
  package private(set) var tree: ObjectID
  /// The ids of the parents in their order.
  package private(set) var parents: [ObjectID] = []
  /// The range of the author, `Name <email> seconds zone`; empty when the header has none.
  package private(set) var author: Range<Int> = 0..<0
  /// The range of the committer, in the same form.
  package private(set) var committer: Range<Int> = 0..<0
  /// The range of the declared encoding of the message and the names; empty when none is declared.
  package private(set) var encoding: Range<Int> = 0..<0
  /// The range of the message, up to the end.
  package private(set) var message: Range<Int>

  /// Reads the header of a commit; nil when `bytes` are not one: without a tree, or with a parent that is not an id.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    var lines = HeaderLines(bytes: bytes)
    guard let first = lines.next(), let tree = first.objectID("tree ", in: bytes) else { return nil }
    self.tree = tree
    message = bytes.count..<bytes.count
    while let line = lines.next() {
      if line.hasPrefix("parent ", in: bytes) {
        guard let parent = line.objectID("parent ", in: bytes) else { return nil }
        parents.append(parent)
      } else if let value = line.value("author ", in: bytes) {
        author = value
      } else if let value = line.value("committer ", in: bytes) {
        committer = value
      } else if let value = line.value("encoding ", in: bytes) {
        encoding = value
      }
    }
    message = lines.position..<bytes.count
  }
}

/// The lines of the header, up to the empty line that ends it.
private struct HeaderLines {
  let bytes: UnsafeRawBufferPointer
  private(set) var position = 0

  mutating func next() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let end = bytes.firstIndex(of: UInt8(ascii: "\n"), from: position) ?? bytes.count
    let line = position..<end
    position = min(end + 1, bytes.count)
    if line.isEmpty { return nil }
    return line
  }
}

extension Range<Int> {
  fileprivate func hasPrefix(_ prefix: StaticString, in bytes: UnsafeRawBufferPointer) -> Bool {
    let length = prefix.utf8CodeUnitCount
    guard count >= length, let base = bytes.baseAddress else { return false }
    return memcmp(base + lowerBound, prefix.utf8Start, length) == 0
  }

  fileprivate func value(_ prefix: StaticString, in bytes: UnsafeRawBufferPointer) -> Range<Int>? {
    guard hasPrefix(prefix, in: bytes) else { return nil }
    return lowerBound + prefix.utf8CodeUnitCount..<upperBound
  }

  fileprivate func objectID(_ prefix: StaticString, in bytes: UnsafeRawBufferPointer) -> ObjectID? {
    value(prefix, in: bytes).flatMap { ObjectID(hexDigits: UnsafeRawBufferPointer(rebasing: bytes[$0])) }
  }
}
