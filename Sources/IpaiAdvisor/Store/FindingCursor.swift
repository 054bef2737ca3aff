/// Where a page of findings ended.
package struct FindingCursor: Codable, Equatable, Sendable {
  /// The severity of the last finding.
  package var severity: Severity
  /// US cents a month, 0 for one without a saving.
  package var saving: Int64
  /// The fingerprint of the last finding.
  package var fingerprint: String

  /// The place after a finding.
  package init(severity: Severity, saving: Int64, fingerprint: String) {
    self.severity = severity
    // Databases compare the number with its sign turned, which the least of all has not.
    self.saving = max(saving, -.max)
    self.fingerprint = fingerprint
  }

  /// The place of a text that `text` made; nil for any other.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let severity = Severity(rawValue: String(parts[0])), let saving = Int64(parts[1]),
      Fingerprint.isWhole(parts[2])
    else { return nil }
    self.init(severity: severity, saving: saving, fingerprint: String(parts[2]))
  }

  /// The place as a text, such as `high.2400.9f86d081884c7d65`.
  package var text: String { "\(severity.rawValue).\(saving).\(fingerprint)" }
}
