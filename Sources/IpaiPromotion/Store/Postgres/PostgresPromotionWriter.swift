import Foundation
import IpaiCore
import IpaiPostgres
import IpaiSkills

/// Stores a promotion in PostgreSQL within a transaction.
struct PostgresPromotionWriter {
  private let connection: PostgresConnection

  /// Works within the transaction of `connection`, in which nobody else promotes.
  init(_ connection: PostgresConnection) { self.connection = connection }

  /// Stores everything that belongs to a promotion.
  func write(_ promotion: Promotion, _ skills: PostgresSkillWriter) async throws {
    let statement = promotion.statement
    let number = Int64(statement.number)
    try await connection.query(
      """
      INSERT INTO mcp.promotion (number, digest, previous, statement, signature, promoted_by, promoted_at)
      VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7))
      """,
      [
        .integer(number), .text(StepDigits.of(promotion.digest)), PostgresValue(statement.previous.map(StepDigits.of)),
        .text(promotion.text),
        PostgresValue(promotion.signature), .text(statement.promotedBy), .integer(statement.promotedAt.seconds),
      ])
    for step in statement.steps { try await write(step, number) }
    try await writeSkills(promotion, skills)
    for step in statement.steps {
      try await moveLabels(step, number)
      try await register(step, statement, promotion)
    }
    for message in promotion.messages { try await PostgresMessageRows.insert(connection, message) }
  }

  private func write(_ step: PromotionStep, _ number: Int64) async throws {
    let release = PostgresValue.text(StepDigits.of(step.release))
    try await connection.query(
      "INSERT INTO mcp.promoted_version (name, version, release) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
      [.text(step.name), .text(step.version), release])
    try await connection.query(
      """
      INSERT INTO mcp.promotion_step (
        promotion, name, action, version, status, digest, release, source, git_object, evals, evals_of, evals_passed,
        evals_failed, evals_waived, repository)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      """,
      [
        .integer(number), .text(step.name), .text(step.action.rawValue), .text(step.version),
        .text(step.status.rawValue), .text(StepDigits.of(step.digest)), release, .text(step.source),
        PostgresValue(step.gitObject), PostgresValue(step.evals.map { StepDigits.of($0.digest) }),
        PostgresValue(step.evals.map { StepDigits.of($0.of) }), .integer(Int64(step.evals?.passed ?? 0)),
        .integer(Int64(step.evals?.failed ?? 0)), .boolean(step.isWithoutEvals), PostgresValue(step.repository),
      ])
  }

  private func writeSkills(_ promotion: Promotion, _ skills: PostgresSkillWriter) async throws {
    var skills = skills
    let statement = promotion.statement
    for step in statement.steps {
      let reason = statement.reason ?? "promotion \(statement.number)"
      switch step.action {
      case .retire: try await skills.retire(step.name, version: step.version, reason: reason)
      case .rollBack:
        try await skills.select(step.name, version: step.version, as: step.status, digest: step.digest, reason: reason)
      case .add, .change, .move, .moveBack:
        guard let skill = promotion.skills[step.name], let words = promotion.words[step.name] else {
          throw IpaiError(.internal, "the files of '\(step.name)' are missing in its promotion")
        }
        try await skills.promote(skill, words)
      }
    }
    try await skills.finish()
  }

  private func moveLabels(_ step: PromotionStep, _ number: Int64) async throws {
    if step.action == .retire {
      try await connection.query("DELETE FROM mcp.skill_label WHERE name = $1", [.text(step.name)])
    }
    if let removed = step.labelsRemovedFrom {
      try await connection.query(
        "DELETE FROM mcp.skill_label WHERE name = $1 AND version = $2", [.text(step.name), .text(removed)])
    }
    for (label, version) in step.labelsSet {
      try await connection.query(
        """
        INSERT INTO mcp.skill_label (name, label, version, promotion) VALUES ($1, $2, $3, $4)
        ON CONFLICT (name, label) DO UPDATE SET version = excluded.version, promotion = excluded.promotion
        """, [.text(step.name), .text(label.rawValue), .text(version), .integer(number)])
    }
  }

  /// Brings the row of `mcp.skills_registry` up to what is in force, for programs that read that table.
  private func register(_ step: PromotionStep, _ statement: PromotionStatement, _ promotion: Promotion) async throws {
    guard step.action != .retire else {
      try await connection.query("DELETE FROM mcp.skills_registry WHERE id = $1", [.text(step.name)])
      return
    }
    try await connection.query(
      """
      INSERT INTO mcp.skills_registry AS r (id, name, version, status, metadata, file_path, promoted_at, promoted_by)
      VALUES (
        $1, $1, $2, $3, jsonb_strip_nulls(jsonb_build_object(
          'digest', $4::text, 'promotion', $5::bigint, 'promotion_digest', $6::text, 'commit', $7::text, 'repository', $8::text,
          'description', (
            SELECT v.description FROM mcp.skill s JOIN mcp.skill_version v ON v.skill_id = s.id WHERE s.name = $1 AND v.version = $2))),
        $9, to_timestamp($10), $11)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version, status = excluded.status,
        metadata = (coalesce(r.metadata, '{}') - ARRAY[
          'digest', 'promotion', 'promotion_digest', 'commit', 'repository', 'description']) || excluded.metadata, file_path = excluded.file_path,
        promoted_at = excluded.promoted_at, promoted_by = excluded.promoted_by
      """,
      [
        .text(step.name), .text(step.version), .text(step.status.rawValue), .text(step.digest),
        .integer(Int64(statement.number)), .text(promotion.digest), PostgresValue(statement.origin?.commit),
        PostgresValue(statement.origin?.repository), .text(step.source), .integer(statement.promotedAt.seconds),
        .text(statement.promotedBy),
      ])
  }
}
