/// What following all advice saves in a month.
package struct SavingTotal: Codable, Equatable, Sendable {
  /// US dollars a month, without what `counted` leaves out.
  package var monthly: Double
  /// The part of it that is known to the cent; the rest is estimated.
  package var exact: Double

  /// The total of findings. Advice that costs is not subtracted.
  package init(_ findings: [Finding]) {
    let counted = Self.counted(findings)
    monthly = Self.sum(counted)
    exact = Self.sum(counted.filter { $0.saving?.certainty == .exact })
  }

  /// The findings whose savings add up: of each resource those of the rule that saves most on it, since one cannot delete and shrink the same
  /// thing. Several findings of one rule are about different parts of the resource, and all count. Always in the same order.
  static func counted(_ findings: [Finding]) -> [Finding] {
    let saving = findings.filter { finding in finding.saving.map { $0.monthly > 0 && $0.monthly.isFinite } ?? false }
    return Dictionary(grouping: saving, by: \.urn).sorted { $0.key < $1.key }.flatMap { _, members in
      let byRule = Dictionary(grouping: members, by: \.rule).mapValues { (sum($0), $0) }
      let largest = byRule.min { ($1.value.0, $0.key) < ($0.value.0, $1.key) }
      return (largest?.value.1 ?? []).sorted { $0.fingerprint < $1.fingerprint }
    }
  }

  /// What findings save together, to the cent.
  static func sum(_ findings: [Finding]) -> Double {
    (findings.reduce(0) { $0 + ($1.saving?.monthly ?? 0) } * 100).rounded() / 100
  }
}
