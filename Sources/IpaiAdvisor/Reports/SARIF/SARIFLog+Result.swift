import IpaiCore

extension SARIFLog {
  /// A finding as readers of SARIF know it.
  struct Result: Encodable {
    struct Fingerprints: Encodable {
      let advisor: String
      /// The one that GitHub tells alerts apart by.
      let lineHash: String

      enum CodingKeys: String, CodingKey {
        case advisor = "ipaiAdvisor/v1"
        case lineHash = "primaryLocationLineHash"
      }
    }

    struct Suppression: Encodable {
      let kind = "external"
      let status = "accepted"
      let justification: String
    }

    struct Provenance: Encodable {
      let firstDetectionTimeUtc: String
    }

    struct Properties: Encodable {
      let urn: String
      let severity: Severity
      let category: RuleCategory
      let effort: Effort
      let region: String?
      let project: String?
      let saving: Money?
      let fix: [FixLine]
    }

    struct Money: Encodable {
      let monthly: Double
      let formula: String
      let source: String
      let certainty: Saving.Certainty
    }

    struct FixLine: Encodable {
      let text: String
      let effect: Fix.Effect?
    }

    let ruleId: String
    let ruleIndex: Int
    let level: Level
    let message: Message
    let locations: [Location]
    let partialFingerprints: Fingerprints
    let properties: Properties
    let provenance: Provenance?
    /// Nil where nothing is suppressed in the whole run, which differs from no suppression of this one.
    let suppressions: [Suppression]?
    /// What it is beside an earlier run; nil where there is none.
    let baselineState: BaselineState?
  }
}

extension SARIFLog.Result {
  /// The result of a finding.
  init(_ finding: Finding, ruleIndex: Int, _ context: ReportContext) {
    ruleId = finding.rule
    self.ruleIndex = ruleIndex
    level = .init(finding.severity)
    message = .init(text: SARIFMessage.text(finding))
    locations = [.init(finding)]
    partialFingerprints = .init(advisor: finding.fingerprint, lineHash: finding.fingerprint + ":1")
    properties = .init(finding)
    provenance = context.firstSeen[finding.fingerprint].map { .init(firstDetectionTimeUtc: $0.timestamp.rfc3339) }
    let suppression = context.suppressions[finding.fingerprint].map { Suppression(justification: Self.words($0)) }
    suppressions = context.suppressions.isEmpty ? nil : suppression.map { [$0] } ?? []
    baselineState = context.changes?[finding.fingerprint].map { .init($0) }
  }

  private static func words(_ suppression: ReportContext.Suppression) -> String {
    let owner = suppression.owner.map { " (\($0))" } ?? ""
    let end = suppression.expires.map { ", until " + $0.timestamp.day } ?? ""
    return ShownText.line(suppression.reason + owner + end)
  }
}

extension SARIFLog.Result.Properties {
  fileprivate init(_ finding: Finding) {
    urn = finding.urn.text
    severity = finding.severity
    category = finding.category
    effort = finding.effort
    region = finding.region.map { ShownText.line($0) }
    project = finding.project.map { ShownText.line($0) }
    saving = finding.saving.flatMap { money in
      guard money.monthly.isFinite else { return nil }
      return .init(
        monthly: money.monthly, formula: ShownText.line(money.formula), source: ShownText.line(money.source),
        certainty: money.certainty)
    }
    fix = finding.fix.map { .init(text: ShownText.line($0.text, most: 4_000), effect: $0.effect) }
  }
}
