/// The embedded schema: the `.sql` files of this folder, each one migration, in the order they are applied.
package enum Schema {
  /// A migration: its name, never reused, and its SQL, never edited once landed.
  package struct Migration: Sendable {
    package let name: String
    package let sql: String
  }

  package static let sqlite = [
    Migration(name: "0001-commits", sql: text(PackageResources._001_commits_sql)),
    Migration(name: "0002-vectors", sql: text(PackageResources._002_vectors_sql)),
    Migration(name: "0003-gaps", sql: text(PackageResources._003_gaps_sql)),
    Migration(name: "0004-commit-facts", sql: text(PackageResources._004_commit_facts_sql)),
    Migration(name: "0005-memory", sql: text(PackageResources._005_memory_sql)),
    Migration(name: "0006-skills", sql: text(PackageResources._006_skills_sql)),
    Migration(name: "0007-memory-words", sql: text(PackageResources._007_memory_words_sql)),
    Migration(name: "0008-access", sql: text(PackageResources._008_access_sql)),
    Migration(name: "0009-serving", sql: text(PackageResources._009_serving_sql)),
    Migration(name: "0010-routing", sql: text(PackageResources._010_routing_sql)),
    Migration(name: "0011-corpora", sql: text(PackageResources._011_corpora_sql)),
    Migration(name: "0012-embedders", sql: text(PackageResources._012_embedders_sql)),
    Migration(name: "0013-promotion", sql: text(PackageResources._013_promotion_sql)),
    Migration(name: "0014-advisor", sql: text(PackageResources._014_advisor_sql)),
    Migration(name: "0015-advisor-changes", sql: text(PackageResources._015_advisor_changes_sql)),
    Migration(name: "0016-advisor-scope", sql: text(PackageResources._016_advisor_scope_sql)),
  ]

  /// A migration of PostgreSQL. Names sort in the order in which they are applied.
  package struct PostgresMigration: Sendable {
    package let name: String
    package let sql: String
    /// Whether it needs pgvector, and is left until that is there. None without it may need one with it.
    package let needsVectors: Bool
  }

  package static let postgres = [
    PostgresMigration(name: "0001-registry", sql: text(PackageResources._001_registry_sql), needsVectors: false),
    PostgresMigration(name: "0002-pgvector", sql: text(PackageResources._002_pgvector_sql), needsVectors: true),
    PostgresMigration(name: "0003-skills", sql: text(PackageResources._003_skills_sql), needsVectors: false),
    PostgresMigration(name: "0004-memory", sql: text(PackageResources._004_memory_sql), needsVectors: false),
    PostgresMigration(name: "0005-words", sql: text(PackageResources._005_words_sql), needsVectors: false),
    PostgresMigration(name: "0006-vectors", sql: text(PackageResources._006_vectors_sql), needsVectors: true),
    PostgresMigration(name: "0007-serving", sql: text(PackageResources._007_serving_sql), needsVectors: false),
    PostgresMigration(
      name: "0008-corpora", sql: text(PackageResources._008_corpora_sql), needsVectors: false),
    PostgresMigration(name: "0009-commits", sql: text(PackageResources._009_commits_sql), needsVectors: false),
    PostgresMigration(
      name: "0010-search-rag", sql: text(PackageResources._010_search_rag_sql), needsVectors: true),
    PostgresMigration(name: "0011-promotion", sql: text(PackageResources._011_promotion_sql), needsVectors: false),
    PostgresMigration(name: "0012-advisor", sql: text(PackageResources._012_advisor_sql), needsVectors: false),
    PostgresMigration(
      name: "0013-advisor-changes", sql: text(PackageResources._013_advisor_changes_sql), needsVectors: false),
    PostgresMigration(
      name: "0014-advisor-scope", sql: text(PackageResources._014_advisor_scope_sql), needsVectors: false),
  ]

  /// Makes pgvector, before the first migration that needs it.
  package static let postgresExtension = text(PackageResources.extension_sql)

  /// Who may do what in PostgreSQL; applied after each migration, and as often as one likes.
  package static let postgresAccess = text(PackageResources.access_sql)

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
