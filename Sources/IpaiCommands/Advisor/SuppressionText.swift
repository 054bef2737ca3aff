import IpaiAdvisor
import IpaiCore

/// What was suppressed, for people.
enum SuppressionText {
  /// What a suppression is about, with the account where it is about one.
  static func target(_ suppression: Suppression) -> String {
    switch suppression.target {
    case .finding(let fingerprint): "finding \(fingerprint)"
    case .rule(let rule): rule + (suppression.account == nil ? " in every account" : "")
    case .resource(let rule, let urn): "\(rule) on \(ShownText.line(urn.text, most: 120))"
    }
  }

  /// Until when it counts.
  static func end(_ suppression: Suppression) -> String {
    switch suppression.state {
    case .removed: "removed" + (suppression.removedAt.map { " on \($0.day)" } ?? "")
    case .expired: "expired" + (suppression.until.map { " on \($0.day)" } ?? "")
    case .active: suppression.until.map { "until \($0.day)" } ?? "with no end date"
    }
  }
}
