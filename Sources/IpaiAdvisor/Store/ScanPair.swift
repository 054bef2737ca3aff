/// Two scans of an account, the one that was read first before the other, with what each covers.
struct ScanPair {
  let account: String
  let from: Int
  let to: Int
  let earlier: ScanCoverage
  let later: ScanCoverage

  /// The account of a scan, and when it was read, which puts two scans in order.
  struct Place {
    let id: Int
    let account: String
    let readAt: Int64
  }

  /// Two scans in either order. Throws `IpaiError(.usage)` for scans of two accounts.
  init(_ one: Place, _ other: Place, coverage: (Int) throws -> ScanCoverage) throws {
    let (first, second) = try Self.ordered(one, other)
    self.init(first, second, try coverage(first.id), try coverage(second.id))
  }

  /// Two scans that are in their order.
  init(_ first: Place, _ second: Place, _ earlier: ScanCoverage, _ later: ScanCoverage) {
    account = first.account
    (from, to) = (first.id, second.id)
    (self.earlier, self.later) = (earlier, later)
  }

  /// Two scans, the one that was read first before the other. Throws `IpaiError(.usage)` for scans of two accounts.
  static func ordered(_ one: Place, _ other: Place) throws -> (Place, Place) {
    guard one.account == other.account else { throw AdvisorErrors.twoAccounts(one, other) }
    return (one.readAt, one.id) <= (other.readAt, other.id) ? (one, other) : (other, one)
  }
}
