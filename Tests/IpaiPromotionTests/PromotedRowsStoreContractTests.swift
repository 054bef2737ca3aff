import Foundation
import IpaiCore
import IpaiPostgres
import IpaiPromotion
import StoreTestSupport
import TestSupport
import Testing

/// What a PostgreSQL database itself does about promotions, whoever writes to it.
@Suite struct PromotedRowsStoreContractTests {
  private let shop: Workshop

  init() throws { shop = try Workshop() }

  /// Not even who may write to the tables changes the files of what was promoted.
  @Test func theFilesOfWhatWasPromotedStay() async throws {
    let fixture = try await PostgresFixture.migrated()
    let registry = PostgresPromotionRegistry(try fixture.pool())
    let admin = try await fixture.connection()
    try shop.commit("one")
    try await shop.promote(registry)
    for script in [
      "DELETE FROM mcp.skill_file", "UPDATE mcp.skill_file SET executable = NOT executable",
      "UPDATE mcp.skill_file SET path = 'OTHER.md'", "UPDATE mcp.skill_content SET bytes = 'evil'",
      "UPDATE mcp.skill_version SET manifest = '{}'", "UPDATE mcp.skill SET name = 'other'", "DELETE FROM mcp.skill",
      "UPDATE mcp.skills_registry SET version = '9.0.0'", "UPDATE mcp.skills_registry SET metadata = '{}'",
      """
      INSERT INTO mcp.promotion (number, digest, previous, statement, promoted_by, promoted_at)
      SELECT 2, repeat('b', 64), digest, '{}', 'eve', now() FROM mcp.promotion;
      INSERT INTO mcp.promoted_version (name, version, release) VALUES ('evil', '1.0.0', repeat('b', 64));
      INSERT INTO mcp.promotion_step (
        promotion, name, action, version, status, digest, release, source, evals_passed, evals_failed, evals_waived)
      VALUES (2, 'evil', 'roll_back', '1.0.0', 'stable', repeat('b', 64), repeat('b', 64), '', 0, 0, false)
      """,
    ] {
      let error = await #expect(throws: IpaiError.self, "\(script)") { try await admin.run(script: script) }
      #expect(["23001", "23514"].contains(state(error)), "\(script): \(String(describing: error))")
    }
    var verification = PromotionVerification(registry, rule: nil, isCancelled: { false })
    let result = try await verification.run(of: nil, known: nil, repository: shop.repository.path)
    #expect(result.findings.allSatisfy { $0.outcome == .notChecked }, "\(result.findings)")
  }

  /// A step that no statement tells of is found.
  @Test func aStepWithoutAStatementIsFound() async throws {
    let fixture = try await PostgresFixture.migrated()
    let registry = PostgresPromotionRegistry(try fixture.pool())
    try shop.commit("one")
    try await shop.promote(registry)
    try await fixture.connection().run(
      script: """
        INSERT INTO mcp.promoted_version (name, version, release) VALUES ('evil', '1.0.0', repeat('b', 64));
        INSERT INTO mcp.promotion_step (
          promotion, name, action, version, status, digest, release, source, evals_passed, evals_failed, evals_waived)
        VALUES (1, 'evil', 'add', '1.0.0', 'stable', repeat('b', 64), repeat('b', 64), '', 0, 0, true)
        """)
    var verification = PromotionVerification(registry, rule: nil, isCancelled: { false })
    let result = try await verification.run(of: nil, known: nil, repository: shop.repository.path)
    #expect(result.findings.filter { $0.outcome == .failed }.map(\.skill) == ["evil"])
  }

  /// A server that goes away in the middle leaves nothing, and the same promotion can be made again.
  @Test func aConnectionThatIsCutLeavesNothing() async throws {
    let fixture = try await PostgresFixture.migrated()
    let registry = PostgresPromotionRegistry(try fixture.pool())
    let admin = try await fixture.connection()
    try await admin.run(
      script: """
        CREATE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END';
        CREATE TRIGGER cut BEFORE INSERT ON mcp.skill_label FOR EACH ROW EXECUTE FUNCTION public.cut();
        """)
    try shop.commit("one")
    #expect(await errorCode { try await shop.promote(registry, receivers: [.n8n]) } == .unavailable)
    #expect(try await admin.number("SELECT count(*) FROM mcp.promotion") == 0)
    #expect(try await admin.number("SELECT count(*) FROM mcp.promotion_message") == 0)
    #expect(try await admin.number("SELECT count(*) FROM mcp.skill") == 0)
    try await admin.run(script: "DROP TRIGGER cut ON mcp.skill_label")
    #expect(try await shop.promote(registry)?.number == 1)
  }
}
