import IpaiCore

/// What goes wrong with scans and findings, wherever they are stored.
enum AdvisorErrors {
  /// A number that no scan has.
  static func unknown(scan id: Int) -> IpaiError {
    IpaiError(.notFound, "there is no scan \(id)", hint: "to see what there is: ipai advisor history")
  }

  /// Scans that cannot be compared.
  static func twoAccounts(_ one: ScanPair.Place, _ other: ScanPair.Place) -> IpaiError {
    let words = ForeignWords(secrets: [])
    return IpaiError(
      .usage, "scans \(one.id) and \(other.id) are of two accounts",
      hint:
        "scan \(one.id) is of \(words.line(one.account, most: 80)), and scan \(other.id) of \(words.line(other.account, most: 80))"
    )
  }

  /// A number that no suppression has.
  static func unknown(suppression id: Int) -> IpaiError {
    IpaiError(
      .notFound, "there is no suppression \(id)", hint: "to see what there is: ipai advisor suppressions --ended")
  }

  /// The one finding among those that a prefix names. Throws `IpaiError`: `.notFound` for none, `.conflict` for several.
  static func single(_ rows: [FindingRow], _ prefix: String, _ suppressions: [Suppression]) throws -> StoredFinding {
    guard let first = rows.first else {
      throw IpaiError(
        .notFound, "there is no finding '\(prefix)'",
        hint: "the fingerprints of all: ipai advisor findings --status all --all")
    }
    guard rows.count > 1 else { return try first.finding(suppressions) }
    let names = try rows.prefix(mostNamed).map { row in
      let finding = try row.finding([]).finding
      let urn = ForeignWords(secrets: []).line(finding.urn.text, most: 80)
      return "\(finding.fingerprint) (\(finding.rule) of \(urn), account \(row.account))"
    }
    throw IpaiError(
      .conflict, "'\(prefix)' is the beginning of several findings: \(names.joined(separator: ", "))",
      hint: "give more digits, or name the account with --account")
  }

  /// How many findings an error names, and one more tells that there are others.
  static let mostNamed = 5

  /// Throws `IpaiError(.conflict)` where the same is suppressed already.
  static func check(_ suppression: NewSuppression, isNewAmong known: [Suppression]) throws {
    let same = known.first {
      $0.state == .active && $0.target == suppression.target && $0.account == suppression.account
    }
    guard let same else { return }
    let end = same.until.map { "until \($0.day)" } ?? "with no end date"
    throw IpaiError(
      .conflict, "suppression \(same.id) already covers this, \(end)",
      hint: "to replace it, remove it first: ipai advisor unsuppress \(same.id)")
  }
}
