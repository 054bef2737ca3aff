/// Numbers about a repository in the index, and about the whole of it.
package struct IndexCounts: Sendable, Equatable {
  /// How many commits of the repository can be found.
  let indexed: Int
  /// How many commits are stored, of all repositories.
  let stored: Int
  /// How many of them no repository reaches any more.
  let unreachable: Int
  /// How many commits of the repository have no vector of the model; nil where none can be had.
  let withoutVectors: Int?
  /// How many commits of the repository lack words because objects are missing or damaged.
  let withoutDiffWords: Int
}
