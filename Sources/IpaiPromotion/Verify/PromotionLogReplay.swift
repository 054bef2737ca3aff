import IpaiCore

/// Follows the log of a registry from its first promotion on, and finds out what has to be in force.
package struct PromotionLogReplay: Sendable {
  /// A step with the promotion that it is part of.
  package struct Step: Sendable {
    /// What was done.
    package let step: PromotionStep
    /// The number of the promotion.
    package let promotion: Int
    /// Where the promotion came from; nil for a rollback.
    package let origin: PromotionOrigin?
  }

  /// The last step of each skill that is in force, by name.
  package private(set) var inForce: [String: Step] = [:]
  private var histories: [String: LabelHistory] = [:]
  /// Every version that was promoted, as its files came from git the last time, by name and version.
  package private(set) var versions: [String: [String: Step]] = [:]
  /// The last promotion; nil for none.
  package private(set) var head: PromotionHead?
  /// The digests of all promotions, by number.
  package private(set) var digests: [Int: String] = [:]
  /// What is wrong with the log.
  package private(set) var findings: [VerificationFinding] = []

  /// How much earlier than the one before it a promotion may be dated, in seconds.
  private static let tolerance: Int64 = 86_400

  /// An empty log.
  package init() {}

  /// What the labels have to name, by skill; without skills that have none.
  package var labels: [String: [SkillLabel: String]] { histories.mapValues(\.labels).filter { !$0.value.isEmpty } }

  /// Follows the next record, and returns what it says; nil when that cannot be read.
  package mutating func add(_ record: PromotionRecord) -> PromotionStatement? {
    let number = record.number
    let expected = (head?.number ?? 0) + 1
    if number != expected { fail(number, "promotion \(expected) is missing") }
    if record.previous != head?.digest { fail(number, "it does not follow the promotion before it") }
    let digest = PromotionStatement.digest(of: record.text)
    if digest != record.digest { fail(number, "its statement was changed: its digest is \(digest)") }
    digests[number] = record.digest
    defer {
      if head?.number != number {
        head = PromotionHead(number: number, digest: record.digest, by: "", date: Timestamp(seconds: 0))
      }
    }
    let statement: PromotionStatement
    do { statement = try PromotionStatement(reading: record.text) } catch {
      fail(number, "\((error as? IpaiError)?.message ?? "its statement cannot be read")")
      return nil
    }
    // Clocks differ, and not by days: an old key must not sign as of yesterday.
    if let before = head?.date, head?.by.isEmpty == false,
      statement.promotedAt.seconds < before.seconds - Self.tolerance
    {
      fail(number, "it is dated before the promotion before it")
    }
    if statement.number != number || statement.previous != record.previous {
      fail(number, "its statement is that of promotion \(statement.number)")
    }
    head = PromotionHead(
      number: number, digest: record.digest, by: statement.promotedBy, date: statement.promotedAt)
    for step in statement.steps { follow(step, statement) }
    return statement
  }

  private mutating func follow(_ step: PromotionStep, _ statement: PromotionStatement) {
    if let before = inForce[step.name]?.step {
      let previous = PromotionStep.Previous(version: before.version, status: before.status, digest: before.digest)
      if step.previous != previous {
        fail(statement.number, "it was made for another version of '\(step.name)' than was in force", step.name)
      }
    } else if step.previous != nil {
      fail(statement.number, "it was made for a version of '\(step.name)' that was never in force", step.name)
    }
    let added = Step(step: step, promotion: statement.number, origin: statement.origin)
    if step.action != .retire, statement.origin != nil {
      versions[step.name, default: [:]][step.version] = added
    }
    inForce[step.name] = step.action == .retire ? nil : added
    var history = histories[step.name] ?? LabelHistory()
    // Statements of earlier releases say nothing of labels that go back, and none did.
    if let said = step.labels, said != history.goingBack(step) {
      fail(statement.number, "it moves labels of '\(step.name)' to other versions than had them before", step.name)
    }
    history.add(step)
    histories[step.name] = history
  }

  private mutating func fail(_ number: Int, _ message: String, _ skill: String? = nil) {
    findings.append(VerificationFinding(.log, .failed, skill: skill, promotion: number, message))
  }
}
