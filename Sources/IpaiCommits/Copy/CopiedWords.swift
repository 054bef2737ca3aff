package import IpaiGit
import IpaiSearch

/// The words of commits, to be copied.
package struct CopiedWords: Sendable {
  private let rows: [ObjectID: Int64]
  private let words: DocumentWords

  /// Those of the commits in these rows.
  init(_ rows: [ObjectID: Int64], _ words: DocumentWords) {
    self.rows = rows
    self.words = words
  }

  /// The terms of each field of a commit, separated by spaces; nil when they are not as many as `lengths` says, which is empty for a commit
  /// without words. Throws `IpaiError(.unavailable)` for an index that is damaged.
  package func fields(of commit: ObjectID, lengths: [Int]) throws -> [String]? {
    guard !lengths.isEmpty else { return [] }
    guard let row = rows[commit] else { return nil }
    let terms = try words.terms(of: row)
    guard terms.map(\.count) == lengths else { return nil }
    return terms.map { $0.joined(separator: " ") }
  }
}
