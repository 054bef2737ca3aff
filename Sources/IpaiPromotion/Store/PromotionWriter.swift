import GRDB
import IpaiCore
import IpaiSkills

/// Stores a promotion within a transaction.
struct PromotionWriter {
  private let db: Database

  /// Works within the transaction of `db`.
  init(_ db: Database) { self.db = db }

  /// Stores everything that belongs to a promotion.
  func write(_ promotion: Promotion) throws {
    let statement = promotion.statement
    try db.execute(
      sql: """
        INSERT INTO promotion (number, digest, previous, statement, signature, promoted_by, promoted_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        statement.number, StepDigits.of(promotion.digest), statement.previous.map(StepDigits.of), promotion.text,
        promotion.signature,
        statement.promotedBy, statement.promotedAt.seconds,
      ])
    for step in statement.steps { try write(step, statement.number) }
    try writeSkills(promotion)
    for step in statement.steps { try moveLabels(step, statement.number) }
    for message in promotion.messages { try MessageRows.insert(db, message) }
  }

  private func write(_ step: PromotionStep, _ number: Int) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO promoted_version (name, version, release) VALUES (?, ?, ?)",
      arguments: [step.name, step.version, StepDigits.of(step.release)])
    try db.execute(
      sql: """
        INSERT INTO promotion_step (
          promotion, name, action, version, status, digest, release, repository, source, git_object, evals, evals_of,
          evals_passed, evals_failed, evals_waived)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        number, step.name, step.action.rawValue, step.version, step.status.rawValue, StepDigits.of(step.digest),
        StepDigits.of(step.release), step.repository, step.source, step.gitObject,
        step.evals.map { StepDigits.of($0.digest) },
        step.evals.map { StepDigits.of($0.of) }, step.evals?.passed ?? 0, step.evals?.failed ?? 0,
        step.isWithoutEvals,
      ])
  }

  private func writeSkills(_ promotion: Promotion) throws {
    let statement = promotion.statement
    var writer = SkillWriter(db, author: statement.promotedBy, date: statement.promotedAt)
    for step in statement.steps {
      let reason = statement.reason ?? "promotion \(statement.number)"
      switch step.action {
      case .retire: try writer.retire(step.name, version: step.version, reason: reason)
      case .rollBack:
        try writer.select(step.name, version: step.version, as: step.status, digest: step.digest, reason: reason)
      case .add, .change, .move, .moveBack:
        guard let skill = promotion.skills[step.name], let words = promotion.words[step.name] else {
          throw IpaiError(.internal, "the files of '\(step.name)' are missing in its promotion")
        }
        try writer.promote(skill, words)
      }
    }
    try writer.finish()
  }

  private func moveLabels(_ step: PromotionStep, _ number: Int) throws {
    if step.action == .retire {
      try db.execute(sql: "DELETE FROM skill_label WHERE name = ?", arguments: [step.name])
    }
    if let removed = step.labelsRemovedFrom {
      try db.execute(
        sql: "DELETE FROM skill_label WHERE name = ? AND version = ?", arguments: [step.name, removed])
    }
    for (label, version) in step.labelsSet {
      try db.execute(
        sql: """
          INSERT INTO skill_label (name, label, version, promotion) VALUES (?, ?, ?, ?)
          ON CONFLICT (name, label) DO UPDATE SET version = excluded.version, promotion = excluded.promotion
          """, arguments: [step.name, label.rawValue, version, number])
    }
  }
}
