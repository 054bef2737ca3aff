import IpaiDatabase
package import IpaiGit
package import IpaiSearch

extension SQLiteCommitStore {
  package func checkForCopying() throws { try CommitCopyCheck(database).run() }

  package func ids() throws -> [ObjectID] { try database.read { try CopiedCommitRows.ids($0) } }

  package func copies(of commits: [ObjectID]) throws -> [ObjectID: CopiedCommit] {
    try database.read { try CopiedCommitRows.commits($0, commits) }
  }

  package func words(
    of commits: [ObjectID], isCancelled: @escaping @Sendable () -> Bool
  ) throws -> CopiedWords {
    let rows = try stored(commits).mapValues(\.row)
    return CopiedWords(
      rows, try WordReading(database, .commits, isCancelled: isCancelled).words(of: Array(rows.values)))
  }

  package func restore(_ restoration: CommitRestoration) throws {
    try database.write { try CommitRestoring($0).restore(restoration) }
  }

  package func finish(_ copy: RepositoryCopy) throws -> Bool {
    try database.write { try CommitRestoring($0).finish(copy) }
  }

  package func models() throws -> [String] { try database.read { try CopiedCommitVectorRows($0).models() } }

  package func vectors(model: String, after row: Int64, most: Int) throws -> [CopiedCommitVector] {
    try database.read { try CopiedCommitVectorRows($0).vectors(model: model, after: row, most: most) }
  }

  package func add(_ vectors: [CopiedCommitVector], model: String) throws -> LeftOutVectors {
    LeftOutVectors(unstorable: try database.write { try CopiedCommitVectorRows($0).add(vectors, model: model) })
  }
}
