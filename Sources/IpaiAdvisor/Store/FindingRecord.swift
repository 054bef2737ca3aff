import IpaiCore

/// A finding of a scan as its row has it.
struct FindingRecord: Sendable {
  let fingerprint: String
  let rule: String
  let category: String
  let severity: String
  /// US cents a month; nil for a finding without a saving.
  let saving: Int64?
  let urn: String
  let searchText: String
  let document: String

  /// The row of a finding. Throws `IpaiError(.internal)`.
  init(_ finding: Finding) throws {
    fingerprint = finding.fingerprint
    rule = finding.rule
    category = finding.category.rawValue
    severity = finding.severity.rawValue
    saving = finding.saving.map { Cents.of($0.monthly) }
    urn = StoredText.clean(finding.urn.text)
    searchText = StoredText.searched(finding)
    document = try StoredJSON.text(finding)
  }
}
