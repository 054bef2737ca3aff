import IpaiCore
import IpaiGit

/// Finds out which words are ids of commits in the index, for texts that mention many. It remembers what it has found.
package struct CommitNames {
  private let store: (any CommitStore)?
  private var known: [String: String?] = [:]

  /// Looks in `store`; nil where there is no index.
  package init(_ store: (any CommitStore)?) { self.store = store }

  /// The whole id of the only commit whose id starts with `digits`; nil when there is none or more than one.
  package mutating func id(startingWith digits: String) async throws -> String? {
    if let known = known[digits] { return known }
    guard let store, let prefix = ObjectIDPrefix(digits) else { return nil }
    let found = try await store.commits(startingWith: prefix)
    let id = found.count == 1 ? found[0].id : nil
    known[digits] = id
    return id
  }
}
