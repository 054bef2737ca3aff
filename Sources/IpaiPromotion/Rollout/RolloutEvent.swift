import IpaiCore
import Foundation
import IpaiSkills

/// What receivers are told of a promotion, as JSON.
struct RolloutEvent: Encodable {
  /// A skill that changed.
  struct Skill: Encodable {
    let name: String
    let action: PromotionAction
    let version: String
    let status: SkillStatus
    let digest: String
    let previous: PromotionStep.Previous?
  }

  /// The promotion.
  struct Summary: Encodable {
    let number: Int
    let digest: String
    let registry: String
    let by: String
    let at: String
    let reason: String?
    let run: String?
    let repository: String?
    let commit: String?
  }

  let event = "skills.promoted"
  let idempotencyKey: String
  let promotion: Summary
  let skills: [Skill]

  private enum CodingKeys: String, CodingKey {
    case event
    case idempotencyKey = "idempotency_key"
    case promotion, skills
  }

  /// The event of a promotion.
  init(_ statement: PromotionStatement, digest: String, registry: String, key: String) {
    idempotencyKey = key
    promotion = Summary(
      number: statement.number, digest: digest, registry: registry, by: statement.promotedBy,
      at: statement.promotedAt.rfc3339, reason: statement.reason, run: statement.run,
      repository: statement.origin?.repository, commit: statement.origin?.commit)
    skills = statement.steps.map {
      Skill(
        name: $0.name, action: $0.action, version: $0.version, status: $0.status, digest: $0.digest,
        previous: $0.previous)
    }
  }

  /// The event as JSON.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
