package import Foundation
import IpaiCore

/// A report in SARIF 2.1.0, which code scanning of GitHub and other readers of findings understand.
package enum SARIFReport {
  /// The most results of a run that GitHub takes.
  static let mostResults = 25_000

  /// The report of an assessment. Suppressed findings are in it, marked as such.
  package static func json(_ assessment: Assessment, _ context: ReportContext, rules: [Rule] = RuleList.all) throws
    -> Data
  {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let json = try encoder.encode(log(assessment, context, rules, most: mostResults))
    return JSONEscapes.applied(to: json) + Data("\n".utf8)
  }

  static func log(_ assessment: Assessment, _ context: ReportContext, _ rules: [Rule], most: Int) -> SARIFLog {
    let descriptors = descriptors(assessment, rules)
    let places = Dictionary(
      descriptors.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let findings = assessment.findings.sorted(by: FindingOrder.isBefore)
    let results = findings.prefix(most).map { SARIFLog.Result($0, ruleIndex: places[$0.rule] ?? -1, context) }
    let invocation = SARIFLog.Invocation(
      endTimeUtc: context.readAt.timestamp.rfc3339,
      toolExecutionNotifications: notifications(assessment, places, left: findings.count - results.count))
    let run = SARIFLog.Run(
      tool: .init(driver: .init(version: context.version, rules: descriptors)),
      automationDetails: .init(id: "digitalocean/" + SARIFLog.Location.part(context.account) + "/"),
      invocations: [invocation], results: results)
    return SARIFLog(runs: [run])
  }

  /// The rules that were judged or could not be, and those of findings that this version of ipai has no rule for.
  private static func descriptors(_ assessment: Assessment, _ rules: [Rule]) -> [SARIFLog.Descriptor] {
    let known = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let findings = assessment.findings
    let examples = Dictionary(findings.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
    let wanted = Set(assessment.tallies.map(\.rule) + assessment.notAssessed.map(\.rule)).union(examples.keys)
    return wanted.sorted().compactMap { id in
      known[id].map { SARIFLog.Descriptor($0) } ?? examples[id].map { SARIFLog.Descriptor($0) }
    }
  }

  private static func notifications(_ assessment: Assessment, _ places: [String: Int], left: Int)
    -> [SARIFLog.Notification]
  {
    var notifications = assessment.notAssessed.map { item in
      SARIFLog.Notification(
        message: .init(text: SARIFMessage.literal(ShownText.line(words(item)))),
        associatedRule: places[item.rule].map { .init(id: item.rule, index: $0) })
    }
    if left > 0 {
      let text = "\(left) more findings are left out, because a run has at most \(mostResults) results"
      notifications.append(.init(message: .init(text: text), associatedRule: nil))
    }
    return notifications
  }

  private static func words(_ item: NotAssessed) -> String {
    guard let count = item.resources else { return "\(item.rule) was not assessed: \(item.reason)" }
    return "\(item.rule) was not assessed for \(count == 1 ? "1 resource" : "\(count) resources"): \(item.reason)"
  }
}
