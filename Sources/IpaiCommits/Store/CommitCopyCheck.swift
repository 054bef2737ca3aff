import GRDB
import IpaiCore
import IpaiDatabase
import IpaiSearch

/// Whether what a database file has of commits is what ipai has written: a file that is copied from may come from anybody, and may be
/// damaged.
struct CommitCopyCheck {
  private let database: DatabaseFile

  /// Checks `database`.
  init(_ database: DatabaseFile) { self.database = database }

  /// Throws `IpaiError(.unavailable)` when something is not as it has to be.
  func run() throws {
    do {
      try database.read { db in
        for (what, wrong) in Self.conditions {
          if try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(wrong))") ?? true { throw damaged(what) }
        }
      }
      try WordReading(database, .commits).check()
    } catch let error as IpaiError where error.code == .internal {
      throw damaged("what is missing there", cause: error)
    }
  }

  private func damaged(_ what: String, cause: (any Error)? = nil) -> IpaiError {
    IpaiError(
      .unavailable, "the commits in \(database.path) cannot be copied, because of \(what)",
      hint: "index the repositories into another file, and copy that: ipai commits index --db FILE", cause: cause)
  }

  /// What is wrong, and where it is found.
  private static let conditions = [
    (
      "a repository",
      """
      repository WHERE typeof(id) <> 'integer' OR \(isNoPath("git_directory")) OR \(isNoPath("path"))
        OR typeof(selection) <> 'text' OR instr(selection, char(0)) OR \(isNoList("tips"))
        OR boundary IS NOT NULL AND (\(isNoList("boundary")))
        OR \(isNoNumber("shallow", "complete", "generation", "commits", "token", "indexed_at"))
      """
    ),
    ("a person", "person WHERE \(isNoNumber("id")) OR \(isNoText("name")) OR \(isNoText("email"))"),
    ("a path", "path WHERE \(isNoNumber("id")) OR typeof(name) <> 'blob' OR length(name) = 0"),
    (
      "a commit",
      """
      git_commit WHERE typeof(oid) <> 'blob' OR length(oid) <> 20 OR \(isNoList("parents")) OR \(isNoText("message"))
        OR \(isNoNumber("id", "author_id", "committer_id", "authored_at", "committed_at"))
        OR \(isNoNumber("words", "paths_cut", "message_cut")) OR words NOT IN (0, 1, 2) OR authored_offset IS NOT NULL
          AND (\(isNoNumber("authored_offset")) OR authored_offset NOT BETWEEN -10000 AND 10000)
      """
    ),
    (
      "a commit without a person",
      "git_commit WHERE author_id NOT IN (SELECT id FROM person) OR committer_id NOT IN (SELECT id FROM person)"
    ),
    (
      "a commit without words",
      "git_commit c WHERE words > 0 AND NOT EXISTS (SELECT 1 FROM commit_words_docsize d WHERE d.id = c.id)"
    ),
    (
      "a changed path",
      """
      changed_path x WHERE \(isNoText("kind")) OR kind NOT IN ('A', 'M', 'D', 'T') OR NOT EXISTS (SELECT 1 FROM path p WHERE p.id = x.path_id)
        OR NOT EXISTS (SELECT 1 FROM git_commit c WHERE c.id = x.commit_id)
      """
    ),
    (
      "a commit that is reached",
      """
      reachable x WHERE NOT EXISTS (SELECT 1 FROM git_commit c WHERE c.id = x.commit_id)
        OR NOT EXISTS (SELECT 1 FROM repository r WHERE r.id = x.repository_id)
      """
    ),
    (
      "an unreadable commit",
      """
      unreadable WHERE typeof(commit_oid) <> 'blob' OR length(commit_oid) <> 20 OR typeof(object_oid) <> 'blob'
        OR length(object_oid) <> 20
      """
    ),
    (
      "a model",
      "embedding_model WHERE \(isNoNumber("id", "dimensions")) OR \(isNoText("revision")) OR length(revision) <> 64"
    ),
    (
      "a vector",
      """
      commit_vector v WHERE typeof(bytes) <> 'blob' OR typeof(scale) <> 'real' OR scale NOT BETWEEN 0 AND 500
        OR length(bytes) IS NOT (SELECT dimensions FROM embedding_model m WHERE m.id = v.model_id)
      """
    ),
  ]

  private static func isNoText(_ column: String) -> String {
    "typeof(\(column)) <> 'text' OR instr(\(column), char(0))"
  }

  /// Paths of other machines stand after a name and a colon.
  private static func isNoPath(_ column: String) -> String {
    let name = "substr(\(column), 1, instr(\(column), '/') - 1)"
    return "\(isNoText(column)) OR NOT instr(\(column), '/') OR (\(name) <> '' AND \(name) NOT GLOB '*:')"
  }

  private static func isNoList(_ column: String) -> String {
    "typeof(\(column)) <> 'blob' OR length(\(column)) % 20 <> 0"
  }

  private static func isNoNumber(_ columns: String...) -> String {
    columns.map { "typeof(\($0)) <> 'integer'" }.joined(separator: " OR ")
  }
}
