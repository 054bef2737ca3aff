import IpaiCommits
import IpaiCore
package import IpaiSearch

/// A document that a search found. Each kind of document is a case, and its JSON has a key for the id that no other kind
/// has.
package enum FoundDocument: Codable, Sendable, Equatable {
  /// A commit.
  case commit(FoundCommit)

  /// The document of a hit. Throws `IpaiError(.internal)` for a kind that has no case.
  package init(_ hit: SearchHit, explains: Bool) throws {
    guard let commit = hit.payload as? StoredCommit else {
      throw IpaiError(.internal, "hits of the corpus \(hit.corpus) cannot be shown")
    }
    self = .commit(FoundCommit(hit, commit, explains: explains))
  }

  /// Reads the JSON of any kind.
  package init(from decoder: any Decoder) throws { self = .commit(try FoundCommit(from: decoder)) }

  /// Writes the JSON of the document itself, without the case.
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .commit(let commit): try commit.encode(to: encoder)
    }
  }
}
