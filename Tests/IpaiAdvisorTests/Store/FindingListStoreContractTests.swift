import DomainTestSupport
import Foundation
import IpaiCore
import Testing

@testable import IpaiAdvisor

/// How every `AdvisorStore` lists findings.
@Suite struct FindingListStoreContractTests {
  private static let findings = [
    ScanFixture.finding("1", severity: .critical, saving: 5),
    ScanFixture.finding("2", severity: .critical),
    ScanFixture.finding("3", severity: .critical),
    ScanFixture.finding("4", severity: .critical, saving: -4, name: "Straße"),
    ScanFixture.finding("5", rule: "DO-SEC-002", category: .security, severity: .high, saving: 7.5),
    ScanFixture.finding("6", rule: "DO-SEC-002", category: .security, severity: .high, saving: 7.51),
    ScanFixture.finding("7", rule: "DO-REL-001", category: .reliability, severity: .low, project: "Sea LAB"),
    ScanFixture.finding("8", severity: .info, saving: 900),
  ]

  /// The order that is promised: severity, then what is saved, then the fingerprint.
  private static let inOrder = findings.sorted { left, right in
    if left.severity != right.severity { return left.severity > right.severity }
    let (one, other) = (left.saving?.monthly ?? 0, right.saving?.monthly ?? 0)
    return one == other ? left.fingerprint < right.fingerprint : one > other
  }

  @Test(arguments: StoreKind.allCases, [1, 2, 3, 7, 8, 9])
  func pagesAreTheWholeInItsOrder(kind: StoreKind, most: Int) async throws {
    let store = try await kind.store()
    let id = try await store.record(ScanFixture.scan(Self.findings.shuffled()))
    #expect(try await store.all(id).map(\.finding) == Self.inOrder)
    var listed: [Finding] = []
    var cursor: FindingCursor?
    var pages = 0
    repeat {
      let page = try await store.findings(
        of: id, FindingFilter(), FindingPageRequest(most: most, after: cursor), at: ScanFixture.start)
      #expect(page.findings.count == min(most, Self.findings.count - listed.count))
      listed += page.findings.map(\.finding)
      if let next = page.next { #expect(FindingCursor(next.text) == next) }
      cursor = page.next
      pages += 1
    } while cursor != nil && pages < 20
    #expect(listed == Self.inOrder)
    #expect(pages == (Self.findings.count + most - 1) / most)
  }

  /// A scan without findings, and a place after the last one.
  @Test(arguments: StoreKind.allCases)
  func aPageMayBeEmpty(kind: StoreKind) async throws {
    let store = try await kind.store()
    let id = try await store.record(ScanFixture.scan([]))
    let cursor = FindingCursor(severity: .info, saving: .min, fingerprint: "ffffffffffffffff")
    let page = try await store.findings(
      of: id, FindingFilter(), FindingPageRequest(most: .max, after: cursor), at: ScanFixture.start)
    #expect(page == FindingPage(findings: [], next: nil))
  }

  @Test(arguments: [
    "", "high", "high.1", "urgent.1.0123456789abcdef", "high.x.0123456789abcdef", "high.1.0123", "a.b.c.d",
  ])
  func whatIsNoCursorIsNone(text: String) { #expect(FindingCursor(text) == nil) }

  /// A filter and the numbers of the Droplets that it keeps.
  struct Selection: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let filter: FindingFilter
    let droplets: Set<String>

    init(_ name: String, _ droplets: Set<String>, _ change: (inout FindingFilter) -> Void) {
      var filter = FindingFilter()
      change(&filter)
      testDescription = name
      self.filter = filter
      self.droplets = droplets
    }
  }

  static let selections = [
    Selection("category", ["5", "6", "7"]) { $0.categories = [.security, .reliability] },
    Selection("severity", ["7", "8"]) { $0.severities = [.low, .info] },
    Selection("rule", ["5", "6"]) { $0.rules = ["DO-SEC-002", "DO-SEC-999"] },
    Selection("no such rule", []) { $0.rules = ["do-sec-002"] },
    Selection("resource", ["3"]) { $0.urns = [URN(.droplet, "3"), URN(.volume, "3")] },
    Selection("saving", ["1", "5", "6", "8"]) { $0.hasSaving = true },
    Selection("no saving", ["2", "3", "4", "7"]) { $0.hasSaving = false },
    Selection("text of a project", ["7"]) { $0.text = " sea\tLab " },
    Selection("text in another case", ["4"]) { $0.text = "sTRAßE" },
    Selection("text of a name and a rule", ["6"]) { $0.text = "web-6 do-sec" },
    Selection("text with signs of patterns", []) { $0.text = "web%" },
    Selection("text of nothing", ["1", "2", "3", "4", "5", "6", "7", "8"]) { $0.text = " " },
    Selection("all at once", ["6"]) {
      $0.categories = [.security]
      $0.severities = [.high]
      $0.rules = ["DO-SEC-002"]
      $0.urns = [URN(.droplet, "6"), URN(.droplet, "1")]
      $0.text = "fra1"
      $0.hasSaving = true
      $0.isSuppressed = false
    },
  ]

  @Test(arguments: StoreKind.allCases, selections)
  func aFilterKeepsWhatItNames(kind: StoreKind, selection: Selection) async throws {
    let store = try await kind.store()
    let id = try await store.record(ScanFixture.scan(Self.findings))
    let kept = try await store.all(id, selection.filter).map { String($0.finding.urn.key) }
    #expect(Set(kept) == selection.droplets && kept.count == selection.droplets.count)
  }

  // MARK: One finding

  @Test(arguments: StoreKind.allCases)
  func aFindingIsNamedByTheBeginningOfItsFingerprint(kind: StoreKind) async throws {
    let store = try await kind.store()
    var findings = (1...3).map { ScanFixture.finding("\($0)") }
    findings[0].fingerprint = "0123456789abcdef"
    findings[1].fingerprint = "0123457789abcdef"
    findings[2].fingerprint = "fffffffffffffff0"
    _ = try await store.record(ScanFixture.scan(findings))
    func find(_ prefix: String, _ account: String? = nil) async throws -> String {
      try await store.finding(prefix, account: account, at: ScanFixture.start).finding.name
    }
    #expect(try await find("0123456") == "web-1")
    #expect(try await find("0123457789ABCDEF") == "web-2")
    #expect(try await find("ffffff") == "web-3")
    #expect(await errorCode { _ = try await find("012345") } == .conflict)
    #expect(await errorCode { _ = try await find("012344") } == .notFound)
    #expect(await errorCode { _ = try await find("0123456", "nobody") } == .notFound)
    for prefix in ["", "01234", "0123456789abcdef0", "web-12", "01234\0", "0123%%", "０１２３４５"] {
      #expect(await errorCode { _ = try await find(prefix) } == .usage, "\(prefix)")
    }
    // The same finding of two accounts.
    _ = try await store.record(ScanFixture.scan([findings[2]], account: "other"))
    #expect(await errorCode { _ = try await find("ffffff") } == .conflict)
    #expect(try await find("ffffff", "other") == "web-3")
  }

  // MARK: JSON

  @Test func theNamesOfJSONAreThoseOfScripts() throws {
    func keys(_ value: some Encodable) throws -> [String] {
      let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(value)) as? [String: Any]
      return (object ?? [:]).keys.sorted()
    }
    let time = ScanFixture.start
    let scan = StoredScan(
      id: 1, account: "a", accountName: "b", readAt: time, finishedAt: time, version: "1", score: 1, saving: 1,
      counts: SeverityCounts(), tallies: [], notAssessed: [], states: [:])
    #expect(
      try keys(scan) == [
        "account", "account_name", "counts", "finished_at", "id", "not_assessed", "read_at", "saving", "score",
        "states",
        "tallies", "version",
      ])
    #expect(try keys(scan.counts) == ["critical", "high", "info", "low", "medium"])
    let finding = StoredFinding(
      account: "a", finding: Self.findings[0], firstSeen: time, lastSeen: time, lastScan: 1, fixedAt: time)
    #expect(try keys(finding) == ["account", "finding", "first_seen", "fixed_at", "last_scan", "last_seen"])
    let data = try JSONEncoder().encode(finding)
    #expect(try JSONDecoder().decode(StoredFinding.self, from: data) == finding)
  }
}
