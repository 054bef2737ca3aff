package import IpaiCore

/// Where scans, their findings and what is suppressed are kept. One contract suite of tests runs on every conformer.
///
/// Every write is one transaction: it is there as a whole once the method has returned, whatever happens to the process, and several
/// processes may write at once. All methods throw `IpaiError`. Scans are ordered by when they were recorded, whatever clocks say.
package protocol AdvisorStore: Sendable {
  /// Records a scan, and returns its number. A finding that is still there keeps its first date; one that the scan does not have is fixed
  /// where the scan excludes it (see `ScanCoverage.excludes`), and begins anew when it comes back. Where the scan cannot say, it stays
  /// open, and was not seen. A scan that comes late, after one that was read later, is kept as
  /// any other, but nothing is fixed or comes back by it. Throws `.usage` for an account that no account can be.
  func record(_ scan: NewScan) async throws -> Int

  /// The scans of an account, or of all, newest first: at most `most`, of those before the number `before`.
  func scans(account: String?, most: Int, before: Int?) async throws -> [StoredScan]

  /// A scan. Throws `.notFound` when there is none of this number.
  func scan(_ id: Int) async throws -> StoredScan

  /// The scan of an account, or of all, that was recorded last; nil when there is none.
  func latest(account: String?) async throws -> StoredScan?

  /// A page of the findings of a scan: the most severe first, then what saves most, then by fingerprint. Throws `.notFound` when there is
  /// no such scan.
  func findings(of scan: Int, _ filter: FindingFilter, _ page: FindingPageRequest, at now: Timestamp) async throws
    -> FindingPage

  /// The finding whose fingerprint begins with `prefix`, of an account, or of any. Throws `.usage` for a text that is not at least 6
  /// hexadecimal digits, `.notFound` when there is none, and `.conflict` when there are several.
  func finding(_ prefix: String, account: String?, at now: Timestamp) async throws -> StoredFinding

  /// The fingerprints of the findings of a scan. Throws `.notFound` when there is no such scan.
  func fingerprints(of scan: Int) async throws -> Set<String>

  /// What became of the findings of one scan in another one of the same account, whichever is named first: the one that was read first
  /// is the earlier one. Throws `.notFound` when there is no such scan, and `.usage` for scans of two accounts.
  func difference(_ one: Int, _ other: Int, _ request: ChangeRequest, at now: Timestamp) async throws -> ScanDifference

  /// The scans of an account, or of all, with how many findings came and went in each, newest first: at most `most`, of those before the
  /// number `before`. It is quick for many.
  func history(account: String?, most: Int, before: Int?) async throws -> [ScanHistoryEntry]

  /// What came and went in a scan since the one before, as it was recorded, in the order of `ScanDifference`: of `new`, `newlyJudged`,
  /// `fixed` and `unknown` what is asked for. Throws `.notFound` when there is no such scan.
  func changes(in scan: Int, _ request: ChangeRequest, at now: Timestamp) async throws -> [ChangedFinding]

  /// The findings of an account, or of all, that were fixed at a time or later and did not come back, the latest first: at most `most`.
  func fixed(since date: Timestamp, account: String?, most: Int, at now: Timestamp) async throws -> [StoredFinding]

  /// What a scan can say of findings that it does not have. Throws `.notFound` when there is no such scan.
  func coverage(of scan: Int) async throws -> ScanCoverage

  /// Since when the findings of an account that are not fixed have been there, by fingerprint.
  func firstSeen(account: String) async throws -> [String: Timestamp]

  /// Suppresses what is named. Throws `.usage` for what cannot be kept, and `.conflict` when the same is suppressed already.
  func suppress(_ suppression: NewSuppression, at now: Timestamp) async throws -> Suppression

  /// Removes a suppression; one that was removed before stays as it is. Throws `.notFound` when there is none of this number.
  func unsuppress(_ id: Int, at now: Timestamp) async throws -> Suppression

  /// The suppressions in the order in which they were made; without those that are past their date or removed unless they are asked for.
  func suppressions(includesEnded: Bool, at now: Timestamp) async throws -> [Suppression]

  /// The addresses that scans of an account listed as its own, with who had each last.
  func earlierAddresses(account: String) async throws -> [String: EarlierAddress]

  /// Forgets all of an account: scans, findings, addresses and suppressions that are of it alone. Returns how many scans there were.
  func forget(account: String) async throws -> Int

  /// Forgets the scans of an account, or of all, that were read before a time, and the findings that no later scan had. Returns how many
  /// scans there were. Addresses stay, since a record may point to one for years.
  func forget(scansBefore date: Timestamp, account: String?) async throws -> Int
}
