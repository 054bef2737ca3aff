import GRDB
import IpaiCore
package import IpaiDatabase
import IpaiGit

/// Finds out which words are ids of commits in the index, for texts that mention many. It remembers what it has found.
package struct CommitNames {
  private let database: DatabaseFile?
  private var known: [String: String?] = [:]

  /// Looks in `database`; nil where there is no index.
  package init(_ database: DatabaseFile?) { self.database = database }

  /// The whole id of the only commit whose id starts with `digits`; nil when there is none or more than one.
  package mutating func id(startingWith digits: String) throws -> String? {
    if let known = known[digits] { return known }
    guard let database else { return nil }
    let found = try database.read { try StoredCommit.find($0, prefix: digits).map(\.id) }
    let id = found.count == 1 ? found[0] : nil
    known[digits] = id
    return id
  }
}
