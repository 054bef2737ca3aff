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
    try await ids(startingWith: [digits])[digits]
  }

  /// The whole ids of the commits of which some words are the first digits, by these words, without those of none or more than one.
  package mutating func ids(startingWith words: [String]) async throws -> [String: String] {
    try await learn(words.filter { !known.keys.contains($0) })
    var ids: [String: String] = [:]
    for word in words { ids[word] = known[word] ?? nil }
    return ids
  }

  private mutating func learn(_ words: [String]) async throws {
    guard let store, !words.isEmpty else { return }
    let prefixes = Set(words.compactMap { ObjectIDPrefix($0) })
    let found = try await store.ids(startingWith: Array(prefixes))
    for word in words {
      let ids = ObjectIDPrefix(word).flatMap { found[$0] } ?? []
      known.updateValue(ids.count == 1 ? ids[0].hex : nil, forKey: word)
    }
  }
}
