import IpaiCommits
import IpaiCore
package import IpaiSearch

/// A document that a search found, of one of the kinds that there are. A kind is a case here, and its JSON has a key for
/// its id that no other kind has.
package enum FoundDocument: Codable, Sendable, Equatable {
  case commit(FoundCommit)

  /// Throws `IpaiError(.internal)` for a kind that has no case.
  package init(_ hit: SearchHit, explains: Bool) throws {
    guard let commit = hit.payload as? StoredCommit else {
      throw IpaiError(.internal, "hits of the corpus \(hit.corpus) cannot be shown")
    }
    self = .commit(FoundCommit(hit, commit, explains: explains))
  }

  package init(from decoder: any Decoder) throws { self = .commit(try FoundCommit(from: decoder)) }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .commit(let commit): try commit.encode(to: encoder)
    }
  }
}
