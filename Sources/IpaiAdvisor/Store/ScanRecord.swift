import IpaiCore

/// A scan as its rows have it.
struct ScanRecord: Sendable {
  let account: String
  let accountName: String?
  let readAt: Int64
  let finishedAt: Int64
  let version: String
  let score: Double?
  let saving: Int64
  let counts: SeverityCounts
  let tallies: String
  let notAssessed: String
  let states: String
  /// The findings, of which no two have the same fingerprint.
  let findings: [FindingRecord]
  /// The addresses in their order, with who has each.
  let addresses: [(address: String, urn: String)]
  /// What it says of findings that it does not have.
  let coverage: ScanCoverage
  let coverageText: String

  /// The longest text that is an address, in characters.
  private static let longestAddress = 255

  /// The rows of a scan. Throws `IpaiError`: `.usage` for an account that no account can be, `.internal` for what JSON cannot have.
  init(_ scan: NewScan) throws {
    account = try StoredText.account(scan.account)
    accountName = scan.accountName.map(StoredText.clean)
    readAt = scan.readAt.seconds
    finishedAt = scan.finishedAt.seconds
    version = StoredText.clean(scan.version)
    score = scan.score.flatMap { $0.isFinite ? min(max($0, 0), 100) : nil }
    saving = Cents.of(scan.saving)
    counts = scan.counts
    tallies = try StoredJSON.text(scan.assessment.tallies)
    notAssessed = try StoredJSON.text(scan.assessment.notAssessed)
    states = try StoredJSON.text(scan.states)
    var known: Set<String> = []
    findings = try scan.assessment.findings.filter { known.insert($0.fingerprint).inserted }.map(FindingRecord.init)
    addresses = Self.addresses(scan.addresses)
    coverage = scan.coverage
    coverageText = try StoredJSON.text(scan.coverage)
  }

  private static func addresses(_ addresses: [String: URN]) -> [(address: String, urn: String)] {
    var kept: [String: String] = [:]
    for (address, urn) in addresses where (1...longestAddress).contains(address.unicodeScalars.count) {
      kept[StoredText.clean(address)] = StoredText.clean(urn.text)
    }
    // Always in the same order, so that two scans do not wait for each other.
    return kept.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
