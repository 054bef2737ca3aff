import Foundation
import IpaiCore
import StoreTestSupport
import TestSupport
import Testing

@testable import IpaiPostgres

/// Whatever is made false behind the back of ipai is found.
@Suite struct PostgresHealthTests {
  @Test func aNewSchemaIsSound() async throws {
    let connection = try await PostgresFixture().connection()
    _ = try await PostgresMigrator.migrate(connection)
    let health = try await PostgresHealth(connection, applied: PostgresMigrator.names)
    #expect(health.unprotected.isEmpty && health.open.isEmpty && health.missingPolicies.isEmpty)
    #expect(health.missingParts.isEmpty && health.invalidIndexes.isEmpty && health.lag == nil, "\(health)")
    #expect(health.missingConstraints.isEmpty && health.emptySegments.isEmpty, "\(health)")
  }

  /// Constraints and indexes that a migration makes belong into the list of parts. The tables of the services before ipai may lack others.
  @Test func theListOfPartsIsWhole() async throws {
    let connection = try await PostgresFixture.migrated().connection()
    let rows = try await connection.query(
      """
      SELECT c.relname || ' ' || pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      WHERE c.relnamespace = 'mcp'::regnamespace AND k.contype IN ('p', 'u', 'f', 'x') AND c.relname <> 'schema_migrations'
      UNION ALL
      SELECT t.relname || ' ' || pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
      WHERE t.relnamespace = 'mcp'::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
      UNION ALL
      SELECT c.relname || ' NOT NULL (' || a.attname || ')' FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'mcp'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND a.attnotnull AND NOT a.attisdropped
        AND (c.relname NOT IN ('schema_migrations', 'skills_registry', 'rag_embeddings', 'usage_metrics', 'routing_cache')
          OR a.attname = 'number')
      """)
    let there = Set(rows.map { $0.text(0) ?? "" })
    let listed = Set(PostgresPart.all.map { "\($0.table) \($0.definition)" })
    #expect(
      there.subtracting(listed).isEmpty && listed.subtracting(there).isEmpty, "\(there.symmetricDifference(listed))")
    #expect(Set(PostgresPart.all.map(\.migration)).isSubset(of: PostgresMigrator.names))
  }

  @Test(arguments: [
    (
      "ALTER TABLE mcp.conversation DROP CONSTRAINT conversation_session_id_key",
      "UNIQUE (session_id) of table conversation"
    ),
    ("ALTER TABLE mcp.message ALTER COLUMN content DROP NOT NULL", "NOT NULL (content) of table message"),
    ("DROP INDEX mcp.memory_link_once", "index memory_link_once"),
    (
      "ALTER TABLE mcp.word_posting DROP CONSTRAINT word_posting_segment_fkey",
      "FOREIGN KEY (segment) REFERENCES mcp.word_segment(id) ON DELETE CASCADE of table word_posting"
    ),
    (
      "ALTER TABLE mcp.reachable DROP CONSTRAINT reachable_pkey",
      "PRIMARY KEY (repository_id, commit_id) of table reachable"
    ),
  ])
  func whatIsMissingIsMadeByTheStatement(change: String, name: String) async throws {
    let connection = try await PostgresFixture.migrated().connection()
    try await connection.run(script: change)
    let health = try await PostgresHealth(connection, applied: PostgresMigrator.names)
    #expect(health.missingConstraints.map(\.name) == [name] && health.missingParts.isEmpty)
    for part in health.missingConstraints { try await connection.run(script: part.statement) }
    let after = try await PostgresHealth(connection, applied: PostgresMigrator.names)
    #expect(after.missingConstraints.isEmpty)
  }

  @Test(arguments: [
    ("ALTER TABLE mcp.usage_metrics DISABLE ROW LEVEL SECURITY", "usage_metrics"),
    ("GRANT SELECT ON mcp.routing_cache TO PUBLIC", "routing_cache to PUBLIC"),
    ("GRANT SELECT (name) ON mcp.skills_registry TO PUBLIC", "skills_registry.name to PUBLIC"),
    ("GRANT EXECUTE ON FUNCTION mcp.cleanup_routing_cache() TO PUBLIC", "cleanup_routing_cache() to PUBLIC"),
    ("GRANT USAGE ON SCHEMA mcp TO PUBLIC", "schema mcp to PUBLIC"),
    ("DROP POLICY mcp_clients_read_rag ON mcp.rag_embeddings", "mcp_clients_read_rag"),
    ("ALTER POLICY mcp_clients_read_rag ON mcp.rag_embeddings TO PUBLIC", "mcp_clients_read_rag"),
    ("ALTER POLICY mcp_clients_read_rag ON mcp.rag_embeddings USING (false)", ""),
    ("CREATE POLICY evil ON mcp.rag_embeddings TO PUBLIC USING (true)", "evil on rag_embeddings"),
    ("CREATE ROLE someone; GRANT SELECT ON mcp.usage_metrics TO someone", "usage_metrics to someone"),
    ("CREATE MATERIALIZED VIEW mcp.leak AS SELECT 1; GRANT SELECT ON mcp.leak TO PUBLIC", "leak to PUBLIC"),
    (
      "ALTER TABLE mcp.rag_embeddings DROP COLUMN embedding CASCADE",
      "column rag_embeddings.dimensions, column rag_embeddings.embedding"
    ),
    ("DROP FUNCTION mcp.search_rag", "function search_rag"),
    ("DROP TABLE mcp.routing_cache", "table routing_cache"),
    ("ALTER TABLE mcp.usage_metrics DROP COLUMN target", "column usage_metrics.target"),
    ("DROP TRIGGER skills_registry_replaced ON mcp.skills_registry", "trigger skills_registry_replaced"),
    ("ALTER TABLE mcp.skills_registry DISABLE TRIGGER skills_registry_removed", "trigger skills_registry_removed"),
    ("DROP FUNCTION mcp.cleanup_routing_cache()", "function cleanup_routing_cache"),
    (
      "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'mcp.usage_metrics_by_time'::regclass",
      "usage_metrics_by_time"
    ),
    ("DROP TABLE mcp.memory_link", "table memory_link"),
    ("ALTER TABLE mcp.skill_file DROP COLUMN executable", "column skill_file.executable"),
  ])
  func whatIsWrongIsNamed(change: String, name: String) async throws {
    let connection = try await PostgresFixture().connection()
    _ = try await PostgresMigrator.migrate(connection)
    try await connection.run(script: change)
    let health = try await PostgresHealth(connection, applied: PostgresMigrator.names)
    let rights = health.unprotected + health.open + health.missingPolicies + health.foreignPolicies + health.mightyRoles
    let found = rights + health.missingParts + health.invalidIndexes
    // A policy that lets nobody in is not seen, but put right as well.
    #expect(found == name.components(separatedBy: ", ").filter { !$0.isEmpty })
    guard health.missingParts.isEmpty && health.invalidIndexes.isEmpty else { return }
    // Rights are put right by the next migration.
    _ = try await PostgresMigrator.migrate(connection)
    let after = try await PostgresHealth(connection, applied: PostgresMigrator.names)
    #expect(after.unprotected.isEmpty && after.open.isEmpty && after.missingPolicies.isEmpty, "\(after)")
    #expect(after.foreignPolicies.isEmpty)
    let condition = try await connection.text(
      "SELECT qual FROM pg_policies WHERE policyname = 'mcp_clients_read_rag' AND roles = ARRAY['mcp_client']::name[]")
    #expect(condition == "mcp.is_held(number)")
  }
}
