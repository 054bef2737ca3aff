import Foundation
import IpaiCore
import IpaiSkills

/// A message for Mattermost. What comes from skills and people stands in code spans, in which nothing mentions or links.
enum MattermostText {
  /// How many skills are listed.
  private static let mostSkills = 50

  /// The body of an incoming webhook.
  static func body(_ statement: PromotionStatement, digest: String, registry: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = text(statement, digest: digest, registry: registry)
    return String(decoding: try encoder.encode(["text": text]), as: UTF8.self)
  }

  private static func text(_ statement: PromotionStatement, digest: String, registry: String) -> String {
    var lines = [
      "**\(Count.text(statement.steps.count, "skill"))** \(verb(statement)) \(code(registry)) by \(code(statement.promotedBy))"
    ]
    if let reason = statement.reason { lines.append("Reason: \(code(reason))") }
    lines.append("")
    lines += ["| | Skill | Version | Status | Before | Digest |", "|---|---|---|---|---|---|"]
    lines += statement.steps.prefix(mostSkills).map(row)
    let rest = statement.steps.count - mostSkills
    if rest > 0 { lines.append("\nand \(Count.text(rest, "more skill"))") }
    lines.append("")
    lines.append("Promotion \(statement.number), \(code(digest))")
    if let commit = statement.origin?.commit { lines.append("Commit \(code(commit))") }
    // Only an address of the CI system itself becomes a link.
    if let run = statement.run.flatMap(SecureAddress.init) { lines.append("[Run](<\(run.text)>)") }
    return lines.joined(separator: "\n")
  }

  private static func verb(_ statement: PromotionStatement) -> String {
    statement.steps.allSatisfy { $0.action == .rollBack } ? "rolled back in" : "changed in"
  }

  private static func row(_ step: PromotionStep) -> String {
    let before = step.previous.map { code($0.version) } ?? ""
    return
      "| \(step.action.rawValue) | \(code(step.name)) | \(code(step.version)) | \(step.status.rawValue) | \(before) | \(code(String(step.digest.prefix(19)))) |"
  }

  private static func code(_ text: String) -> String { PlanMarkdown.code(String(text.prefix(500))) }
}
