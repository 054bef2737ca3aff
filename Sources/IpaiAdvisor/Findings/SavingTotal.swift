/// What following all advice saves in a month.
package struct SavingTotal: Codable, Equatable, Sendable {
  /// US dollars a month. On each resource the largest saving counts, since one cannot delete and shrink the same thing.
  package var monthly: Double
  /// The part of it that is known to the cent; the rest is estimated.
  package var exact: Double

  /// The total of findings. Advice that costs is not subtracted.
  package init(_ findings: [Finding]) {
    var largest: [URN: Finding.Money] = [:]
    for finding in findings {
      guard let saving = finding.saving, saving.monthly > 0 else { continue }
      if saving.monthly > largest[finding.urn]?.monthly ?? 0 { largest[finding.urn] = saving }
    }
    // In a fixed order, so that the sum is the same to the last digit.
    let savings = largest.sorted { $0.key < $1.key }.map(\.value)
    monthly = (savings.reduce(0) { $0 + $1.monthly } * 100).rounded() / 100
    exact = (savings.filter { $0.certainty == .exact }.reduce(0) { $0 + $1.monthly } * 100).rounded() / 100
  }
}
