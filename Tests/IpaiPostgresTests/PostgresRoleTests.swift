import Foundation
import IpaiCore
import IpaiPostgres
import StoreTestSupport
import TestSupport
import Testing

/// What each role may do and, above all, may not.
@Suite struct PostgresRoleTests {
  /// Statements that somebody might try.
  private enum Attempt: String, CaseIterable {
    case readSkills = "SELECT count(*) FROM mcp.skills_registry"
    case addSkill = "INSERT INTO mcp.skills_registry (id, name) VALUES ('new', 'new')"
    case changeSkill = "UPDATE mcp.skills_registry SET version = '2' WHERE id = 'two'"
    case removeSkill = "DELETE FROM mcp.skills_registry WHERE id = 'one'"
    case readHistory = "SELECT count(*) FROM mcp.skills_registry_history"
    case writeHistory = """
      INSERT INTO mcp.skills_registry_history (id, name, status, replaced_by, change) VALUES ('a', 'a', 'stable', 'x', 'update')
      """
    case removeHistory = "DELETE FROM mcp.skills_registry_history"
    case readPassages = "SELECT count(*) FROM mcp.rag_embeddings"
    case addPassage = "INSERT INTO mcp.rag_embeddings (corpus, chunk_text) VALUES ('a', 'b')"
    case changePassage = "UPDATE mcp.rag_embeddings SET chunk_text = 'x'"
    case search = "SELECT count(*) FROM mcp.search_rag('[1,0,0]')"
    case addMetric = "INSERT INTO mcp.usage_metrics (operation, success) VALUES ('a', true)"
    case readMetrics = "SELECT count(*) FROM mcp.usage_metrics"
    case removeMetrics = "DELETE FROM mcp.usage_metrics"
    case readCache = "SELECT count(*) FROM mcp.routing_cache"
    case addToCache = "INSERT INTO mcp.routing_cache (cache_key, target, expires_at) VALUES ('k', 't', now())"
    case cleanCache = "SELECT mcp.cleanup_routing_cache()"
    case readMigrations = "SELECT count(*) FROM mcp.schema_migrations"
    case writeMigration = "INSERT INTO mcp.schema_migrations (name) VALUES ('x')"
    case runTrigger = "SELECT mcp.keep_replaced_skill()"
    case readPromotions = "SELECT count(*) FROM mcp.promotion"
    case addPromotion = """
      INSERT INTO mcp.promotion (number, digest, previous, statement, promoted_by, promoted_at)
      SELECT 2, repeat('b', 64), repeat('a', 64), '{}', 'x', now()
      """
    case changePromotion = "UPDATE mcp.promotion SET promoted_by = 'x'"
    case removePromotion = "DELETE FROM mcp.promotion"
    case truncatePromotions = "TRUNCATE mcp.promotion CASCADE"
    case changeStep = "UPDATE mcp.promotion_step SET evals_waived = true"
    case readLabels = "SELECT count(*) FROM mcp.skill_label"
    case moveLabel = "UPDATE mcp.skill_label SET promotion = 1"
    case readMessages = "SELECT count(*) FROM mcp.promotion_message"
    case readReleases = "SELECT count(*) FROM mcp.skill_version WHERE version = '1.0.0'"
    case readDrafts = "SELECT count(*) FROM mcp.skill_version WHERE version = '2.0.0'"
    case readReleasedFiles = "SELECT count(*) FROM mcp.skill_file WHERE path = 'released'"
    case readDraftFiles = "SELECT count(*) FROM mcp.skill_file WHERE path = 'draft'"
    case readReleasedContent = "SELECT count(*) FROM mcp.skill_content WHERE bytes = 'released'"
    case readDraftContent = "SELECT count(*) FROM mcp.skill_content WHERE bytes = 'draft'"
    case addVersion = """
      INSERT INTO mcp.skill_version (skill_id, version, digest, status, form, description, manifest, added_at, updated_at)
      SELECT id, '3.0.0', repeat('c', 64), 'approved', 'folder', '', '{}', now(), now() FROM mcp.skill
      """
    case changePromotedVersion = "UPDATE mcp.skill_version SET digest = repeat('d', 64) WHERE version = '1.0.0'"
    case readWords = "SELECT count(*) FROM mcp.word_segment WHERE corpus = 'skills'"
    case readOtherWords = "SELECT count(*) FROM mcp.word_segment WHERE corpus = 'memory'"
    case readConversations = "SELECT count(*) FROM mcp.conversation"
    case readScans = "SELECT count(*) FROM mcp.advisor_scan"
    case readSuppressions = "SELECT count(*) FROM mcp.advisor_suppression"
    case makeTable = "CREATE TABLE mcp.mine ()"
    case dropTable = "DROP TABLE mcp.routing_cache"
    case turnOffProtection = "ALTER TABLE mcp.skills_registry DISABLE ROW LEVEL SECURITY"
    case truncate = "TRUNCATE mcp.usage_metrics"
  }

  private static let rights: [String: Set<Attempt>] = [
    "mcp_client": [
      .readSkills, .readPassages, .search, .readMigrations, .readPromotions, .readLabels, .readReleases,
      .readReleasedFiles,
      .readReleasedContent,
    ],
    "mcp_coordinator": [.addMetric, .readCache, .addToCache, .cleanCache, .readMigrations],
    "mcp_promoter": [
      .readSkills, .addSkill, .changeSkill, .removeSkill, .readHistory, .readMigrations, .readPromotions, .addPromotion,
      .readLabels, .moveLabel, .readMessages, .readReleases, .readDrafts, .readReleasedFiles, .readDraftFiles,
      .readReleasedContent, .readDraftContent, .addVersion, .readWords,
    ],
    "stranger": [], "anon": [], "authenticated": [], "service_role": [],
  ]

  /// A database with the roles of a Supabase project, of which one is not held by row-level security, and its habit of giving them rights
  /// in what is new.
  private func database() async throws -> PostgresFixture {
    let server = try await PostgresServer.start(.newest)
    let admin = try await PostgresFixture.connection(server.address())
    try await admin.run(
      script: """
        CREATE ROLE anon NOLOGIN; CREATE ROLE authenticated NOLOGIN; CREATE ROLE service_role NOLOGIN BYPASSRLS;
        CREATE ROLE stranger NOLOGIN; CREATE ROLE keeper LOGIN CREATEROLE PASSWORD 'secret';
        """)
    let fixture = try await PostgresFixture(on: server, owner: "keeper")
    let setup = try await fixture.connection()
    try await setup.run(
      script: """
        CREATE SCHEMA auth; CREATE SCHEMA extensions; GRANT USAGE ON SCHEMA extensions TO PUBLIC;
        CREATE EXTENSION vector SCHEMA extensions;
        CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid';
        ALTER DEFAULT PRIVILEGES FOR ROLE keeper GRANT ALL ON TABLES TO anon, authenticated, service_role;
        ALTER DEFAULT PRIVILEGES FOR ROLE keeper GRANT ALL ON FUNCTIONS TO anon, authenticated, service_role;
        ALTER DEFAULT PRIVILEGES FOR ROLE keeper GRANT ALL ON SEQUENCES TO anon, authenticated, service_role;
        ALTER DEFAULT PRIVILEGES FOR ROLE keeper GRANT ALL ON SCHEMAS TO anon, authenticated, service_role;
        """)
    let keeper = try await fixture.connection(user: "keeper")
    #expect(try await PostgresMigrator.migrate(keeper).applied == PostgresMigrator.names)
    try await keeper.run(
      script: """
        SET search_path = extensions;
        INSERT INTO mcp.skills_registry (id, name, version) VALUES ('one', 'one', '1'), ('two', 'two', '1');
        INSERT INTO mcp.rag_embeddings (corpus, chunk_text, embedding) VALUES ('docs', 'a', '[1,0,0]');
        INSERT INTO mcp.usage_metrics (operation, success) VALUES ('a', true);
        INSERT INTO mcp.word_segment (corpus, documents, lengths) VALUES ('skills', '{1}', ''), ('memory', '{1}', '');
        INSERT INTO mcp.conversation (session_id, kind, created_at, updated_at) VALUES ('s', 'conversation', now(), now());
        INSERT INTO mcp.skill (name, search_text) VALUES ('one', '');
        INSERT INTO mcp.skill_version (skill_id, version, digest, status, form, description, manifest, added_at, updated_at)
        SELECT s.id, v.version, encode(sha256(convert_to(
            '644 ' || encode(sha256('released'), 'hex') || '  released' || E'\\n', 'UTF8')), 'hex'), v.status, 'folder', '', '{}', now(), now()
        FROM mcp.skill s, (VALUES ('1.0.0', 'approved'), ('2.0.0', 'dev')) v (version, status);
        INSERT INTO mcp.skill_content (digest, bytes) VALUES (sha256('released'), 'released'), (sha256('draft'), 'draft');
        INSERT INTO mcp.skill_file (version_id, path, executable, digest)
        SELECT v.id, c.bytes, false, c.digest FROM mcp.skill_version v JOIN (
          SELECT digest, convert_from(bytes, 'UTF8') AS bytes FROM mcp.skill_content) c
          ON (v.status = 'dev') = (c.bytes = 'draft');
        INSERT INTO mcp.promotion (number, digest, statement, promoted_by, promoted_at)
        VALUES (1, repeat('a', 64), '{}', 'x', now());
        INSERT INTO mcp.promoted_version (name, version, release) VALUES ('one', '1.0.0', repeat('a', 64));
        INSERT INTO mcp.promotion_step (
          promotion, name, action, version, status, digest, release, source, evals_passed, evals_failed, evals_waived)
        SELECT 1, 'one', 'add', '1.0.0', 'approved', digest, repeat('a', 64), 'skills/one', 0, 0, true
        FROM mcp.skill_version WHERE version = '1.0.0';
        INSERT INTO mcp.skill_label (name, label, version, promotion) VALUES ('one', 'latest', '1.0.0', 1);
        INSERT INTO mcp.promotion_message (promotion, receiver, key, body, due_at) VALUES (1, 'n8n', 'k', '{}', now());
        INSERT INTO mcp.advisor_scan (
          account, read_at, finished_at, version, saving, critical, high, medium, low, info, tallies, not_assessed, states)
        VALUES ('a', now(), now(), '1', 0, 0, 0, 0, 0, 0, '[]', '[]', '{}');
        INSERT INTO mcp.advisor_suppression (rule, reason, created_at) VALUES ('DO-COST-001', 'x', now());
        """)
    return fixture
  }

  @Test func everyRoleMayDoWhatItIsForAndNothingElse() async throws {
    let fixture = try await database()
    defer { withExtendedLifetime(fixture) {} }
    let connection = try await fixture.connection()
    try await connection.run(script: "SET search_path = extensions")
    #expect(
      try await connection.text(
        "SELECT nspname::text FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'vector'")
        == "extensions")
    for (role, rights) in Self.rights.sorted(by: { $0.key < $1.key }) {
      for attempt in Attempt.allCases {
        let may = try await self.may(role, attempt, connection)
        #expect(may == rights.contains(attempt), "\(role): \(attempt)")
      }
    }
  }

  /// Tries a statement as a role, and takes it back.
  private func may(_ role: String, _ attempt: Attempt, _ connection: PostgresConnection) async throws -> Bool {
    try await connection.run(script: "BEGIN; SET LOCAL ROLE \(role)")
    var may = true
    do {
      let rows = try await connection.query(attempt.rawValue)
      // Row-level security hides rows instead of refusing.
      let isRead = attempt.rawValue.hasPrefix("SELECT count")
      let sees = try isRead && attempt != .readHistory && attempt != .readCache ? rows.first?.integer(0) != 0 : true
      let changes =
        attempt.rawValue.hasPrefix("UPDATE") || attempt.rawValue.hasPrefix("DELETE") ? rows.changed > 0 : true
      may = sees && changes
    } catch let error as IpaiError {
      // 23001: what triggers refuse everybody.
      #expect(["42501", "0A000", "23001"].contains(state(error)), "\(role), \(attempt): \(error.rendered)")
      may = false
    }
    try await connection.run(script: "ROLLBACK")
    return may
  }

  /// Functions that run with the rights of their owner must not find objects of others first.
  @Test func functionsHaveAFixedPath() async throws {
    let fixture = try await database()
    defer { withExtendedLifetime(fixture) {} }
    let connection = try await fixture.connection()
    let loose = try await connection.text(
      """
      SELECT string_agg(proname, ', ') FROM pg_proc WHERE pronamespace = 'mcp'::regnamespace
        AND NOT coalesce(proconfig::text LIKE '%search_path=%', false)
      """)
    #expect(loose == nil)
    try await connection.run(
      script: """
        CREATE SCHEMA evil; GRANT ALL ON SCHEMA evil TO mcp_promoter;
        CREATE FUNCTION evil.lower(text) RETURNS text LANGUAGE sql AS $$ SELECT 'delete' $$;
        BEGIN; SET LOCAL ROLE mcp_promoter; SET LOCAL search_path = evil, pg_catalog;
        UPDATE mcp.skills_registry SET version = '2' WHERE id = 'two'; COMMIT;
        """)
    #expect(try await connection.text("SELECT change FROM mcp.skills_registry_history") == "update")
  }
}
