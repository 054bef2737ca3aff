package import IpaiDatabase

/// How large the index is.
package enum CommitIndexSize {
  /// How many commits it has, of all repositories.
  package static func commits(in database: DatabaseFile) throws -> Int {
    try database.read { try RepositoryCounts.stored($0) }
  }
}
