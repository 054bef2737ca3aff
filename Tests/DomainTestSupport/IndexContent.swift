import Foundation
import GRDB
package import IpaiDatabase

/// Everything that an index holds apart from the ids of its rows, so that two indexes can be compared.
package struct IndexContent: Equatable {
  /// The commits with their people and messages.
  package var commits: [String]
  /// The paths that each commit changed.
  package var paths: [String]
  /// The commits that each repository reaches.
  package var reachable: [String]
  /// The terms of each commit with their places.
  package var terms: [String]

  /// Reads the content of a database.
  package init(_ database: DatabaseFile) throws { self = try database.writer.unsafeRead { try IndexContent($0) } }

  private init(_ db: Database) throws {
    commits = try String.fetchAll(
      db,
      sql: """
        SELECT hex(c.oid) || hex(c.parents) || a.name || a.email || p.name || p.email || c.authored_at || ' '
          || c.committed_at || c.message || c.words
        FROM git_commit c JOIN person a ON a.id = c.author_id JOIN person p ON p.id = c.committer_id ORDER BY 1
        """)
    paths = try String.fetchAll(
      db,
      sql: """
        SELECT hex(c.oid) || hex(p.name) || x.kind
        FROM changed_path x JOIN git_commit c ON c.id = x.commit_id JOIN path p ON p.id = x.path_id ORDER BY 1
        """)
    reachable = try String.fetchAll(
      db,
      sql: """
        SELECT r.git_directory || r.complete || hex(r.tips) || hex(c.oid)
          || (r.commits = (SELECT count(*) FROM reachable y WHERE y.repository_id = r.id))
        FROM reachable x JOIN repository r ON r.id = x.repository_id JOIN git_commit c ON c.id = x.commit_id ORDER BY 1
        """)
    try db.execute(
      sql: "CREATE VIRTUAL TABLE IF NOT EXISTS temp.all_terms USING fts5vocab (main, commit_words, instance)")
    terms = try String.fetchAll(
      db,
      sql: """
        SELECT t.term || ' ' || hex(c.oid) || t.col || t.offset
        FROM temp.all_terms t JOIN git_commit c ON c.id = t.doc ORDER BY 1
        """)
  }
}
