import Foundation
import IpaiCore
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

/// Statements that were written for the tables of the services before ipai, and such tables themselves.
@Suite struct OriginalSchemaTests {
  private static let vector = "[" + (0..<1_536).map { $0 == 0 ? "1" : "0" }.joined(separator: ",") + "]"

  private func check(_ connection: PostgresConnection) async throws {
    // People have the schema of pgvector in their path.
    try await connection.run(
      script: """
        SET search_path = public;
        INSERT INTO mcp.skills_registry (id, name, version, status, metadata, file_path, promoted_by)
          VALUES ('odoo-sync', 'odoo-sync', '1.0.0', 'approved', '{"tools": ["sync"]}', 'skills/odoo-sync.skill.json', 'ci');
        INSERT INTO mcp.skills_registry (id, name) VALUES ('plain', 'plain');
        INSERT INTO mcp.usage_metrics (operation, target, latency_ms, success, error_message, metadata)
          VALUES ('route', 'odoo_prod', 12, true, NULL, '{"query": "x"}');
        INSERT INTO mcp.routing_cache (cache_key, target, confidence, metadata, expires_at)
          VALUES ('old', 'odoo_lab', 0.9, '{}', now() - interval '1 minute'), ('new', 'odoo_prod', 0.75, '{}', now() + interval '5 minutes');
        INSERT INTO mcp.routing_cache (cache_key, target, confidence, expires_at) VALUES ('new', 'odoo_lab', 0.5, now() + interval '1 hour')
          ON CONFLICT (cache_key) DO UPDATE SET target = EXCLUDED.target, expires_at = EXCLUDED.expires_at;
        """)
    try await connection.query(
      "INSERT INTO mcp.rag_embeddings (corpus, chunk_text, embedding, metadata) VALUES ('odoo', 'a text', $1::vector, '{\"page\": 1}')",
      [.text(Self.vector)])
    try await connection.run(
      script: "UPDATE mcp.skills_registry SET status = 'stable', version = '1.0.1' WHERE id = 'odoo-sync'")
    let skills = try await connection.query(
      "SELECT id, status FROM mcp.skills_registry WHERE status IN ('stable', 'approved') ORDER BY name")
    #expect(skills.count == 2 && skills[0].text(1) == "stable" && skills[1].text(1) == "approved")
    #expect(try await connection.number("SELECT mcp.cleanup_routing_cache()") == 1)
    let found = try await connection.query(
      """
      SELECT id::text, corpus, chunk_text, metadata::text, similarity
      FROM mcp.search_rag(query_embedding => $1::vector, match_corpus => 'odoo', match_count => 5, match_threshold => 0.7)
      """, [.text(Self.vector)])
    #expect(try found.count == 1 && found[0].text(2) == "a text" && found[0].real(4) == 1)
    #expect(
      try await connection.query("SELECT * FROM mcp.search_rag($1::vector, 'other', 5, 0.7)", [.text(Self.vector)])
        .count == 0)
    let updated = try await connection.number(
      "SELECT count(*) FROM mcp.skills_registry WHERE id = 'odoo-sync' AND updated_at > created_at")
    #expect(updated == 1)
  }

  @Test func whatWasWrittenForThemWorks() async throws {
    let connection = try await PostgresFixture().connection()
    _ = try await PostgresMigrator.migrate(connection)
    try await check(connection)
    let history = try await connection.query("SELECT id, version, change, replaced_by FROM mcp.skills_registry_history")
    #expect(history.count == 1 && history[0].text(1) == "1.0.0" && history[0].text(2) == "update")
    // Vectors of another size are kept beside the others, and not compared with them.
    try await connection.run(
      script: "INSERT INTO mcp.rag_embeddings (corpus, chunk_text, embedding) VALUES ('odoo', 'short', '[1,0,0]')")
    #expect(
      try await connection.query("SELECT * FROM mcp.search_rag($1::vector, 'odoo')", [.text(Self.vector)]).count == 1)
    #expect(
      try await connection.query("SELECT * FROM mcp.search_rag('[1,0,0]'::vector, 'odoo')").first?.text(2) == "short")
  }

  @Test func tablesThatAreThereAreTakenOver() async throws {
    let connection = try await PostgresFixture().connection()
    try await connection.run(
      script: """
        CREATE EXTENSION vector;
        CREATE SCHEMA mcp;
        CREATE TABLE mcp.skills_registry (id TEXT PRIMARY KEY, name TEXT NOT NULL, version TEXT,
          status TEXT CHECK (status IN ('stable','approved')) NOT NULL DEFAULT 'approved', metadata JSONB DEFAULT '{}',
          file_path TEXT, promoted_at TIMESTAMPTZ DEFAULT NOW(), promoted_by TEXT, created_at TIMESTAMPTZ DEFAULT NOW(),
          updated_at TIMESTAMPTZ DEFAULT NOW());
        CREATE TABLE mcp.rag_embeddings (id UUID PRIMARY KEY DEFAULT gen_random_uuid(), corpus TEXT NOT NULL, chunk_text TEXT NOT NULL,
          embedding vector(1536), metadata JSONB DEFAULT '{}', created_at TIMESTAMPTZ DEFAULT NOW(), updated_at TIMESTAMPTZ DEFAULT NOW());
        CREATE INDEX ON mcp.rag_embeddings USING ivfflat (embedding vector_cosine_ops) WITH (lists = 100);
        CREATE TABLE mcp.usage_metrics (id UUID PRIMARY KEY DEFAULT gen_random_uuid(), operation TEXT NOT NULL, target TEXT,
          latency_ms INTEGER, success BOOLEAN NOT NULL, error_message TEXT, metadata JSONB DEFAULT '{}', timestamp TIMESTAMPTZ DEFAULT NOW());
        CREATE TABLE mcp.routing_cache (cache_key TEXT PRIMARY KEY, target TEXT NOT NULL, confidence FLOAT, metadata JSONB DEFAULT '{}',
          expires_at TIMESTAMPTZ NOT NULL, created_at TIMESTAMPTZ DEFAULT NOW());
        ALTER TABLE mcp.usage_metrics ENABLE ROW LEVEL SECURITY;
        CREATE POLICY mcp_coordinator_write_metrics ON mcp.usage_metrics FOR INSERT WITH CHECK (true);
        CREATE FUNCTION mcp.update_updated_at_column() RETURNS TRIGGER AS $$ BEGIN NEW.updated_at = NOW(); RETURN NEW; END; $$ LANGUAGE plpgsql;
        CREATE FUNCTION mcp.cleanup_routing_cache() RETURNS void AS $$ DELETE FROM mcp.routing_cache $$ LANGUAGE sql;
        CREATE FUNCTION mcp.search_rag(query_embedding vector(1536), match_corpus text, match_count int, match_threshold float)
          RETURNS TABLE (id uuid, similarity float) AS $$ SELECT id, 1.0::float FROM mcp.rag_embeddings $$ LANGUAGE sql;
        CREATE TRIGGER update_skills BEFORE UPDATE ON mcp.skills_registry FOR EACH ROW EXECUTE FUNCTION mcp.update_updated_at_column();
        INSERT INTO mcp.skills_registry (id, name) VALUES ('kept', 'kept');
        """)
    try await connection.query(
      "INSERT INTO mcp.rag_embeddings (corpus, chunk_text, embedding) VALUES ('old', 'kept', $1::vector)",
      [.text(Self.vector)])
    #expect(try await PostgresMigrator.migrate(connection).applied == PostgresMigrator.names)
    #expect(try await connection.number("SELECT count(*) FROM mcp.skills_registry WHERE id = 'kept'") == 1)
    #expect(try await connection.number("SELECT dimensions FROM mcp.rag_embeddings WHERE corpus = 'old'") == 1_536)
    let open = try await connection.number(
      "SELECT count(*) FROM pg_policies WHERE schemaname = 'mcp' AND roles = ARRAY['public']::name[]")
    #expect(open == 0)
    try await connection.run(script: "DELETE FROM mcp.skills_registry")
    try await check(connection)
  }

  /// Some had fewer columns.
  @Test func columnsThatAreMissingAreAdded() async throws {
    let connection = try await PostgresFixture().connection()
    try await connection.run(
      script: """
        CREATE SCHEMA mcp;
        CREATE TABLE mcp.skills_registry (id text PRIMARY KEY, name text NOT NULL, status text NOT NULL DEFAULT 'approved');
        CREATE TABLE mcp.rag_embeddings (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), corpus text NOT NULL, chunk_text text NOT NULL);
        CREATE TABLE mcp.usage_metrics (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), operation text NOT NULL, success boolean NOT NULL);
        CREATE TABLE mcp.routing_cache (cache_key text PRIMARY KEY, target text NOT NULL, expires_at timestamptz NOT NULL);
        """)
    _ = try await PostgresMigrator.migrate(connection)
    try await check(connection)
  }

  @Test func aVectorOfZerosIsLikeNothing() async throws {
    let connection = try await PostgresFixture().connection()
    _ = try await PostgresMigrator.migrate(connection)
    try await connection.run(
      script:
        "INSERT INTO mcp.rag_embeddings (corpus, chunk_text, embedding) VALUES ('c', 'zero', '[0,0,0]'), ('c', 'one', '[1,0,0]')"
    )
    let found = try await connection.query("SELECT chunk_text FROM mcp.search_rag('[1,0,0]', 'c', 10, 0.5)")
    #expect(found.count == 1 && found.first?.text(0) == "one")
  }
}
