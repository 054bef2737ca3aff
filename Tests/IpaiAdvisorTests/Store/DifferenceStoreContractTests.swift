import DomainTestSupport
import GRDB
import IpaiCore
import IpaiDatabase
import TestSupport
import Testing

@testable import IpaiAdvisor

/// What every `AdvisorStore` tells of two scans, and of the history of an account.
@Suite struct DifferenceStoreContractTests {
  private static let everything = Set(FindingChange.allCases)

  private static func unassessed(_ finding: Finding) -> NotAssessed {
    NotAssessed(rule: finding.rule, reason: "no metrics", resources: 1, parts: [ResourcePart(finding.urn)])
  }

  /// The changes of findings by their names.
  private static func changes(_ findings: [ChangedFinding]) -> [String: FindingChange] {
    Dictionary(uniqueKeysWithValues: findings.map { ($0.stored.finding.name, $0.change) })
  }

  private static let found: [String: FindingChange] = [
    "web-1": .unchanged, "web-2": .changed, "web-3": .fixed, "web-4": .unknown, "web-5": .new, "web-6": .newlyJudged,
    "web-7": .newlyJudged,
  ]

  /// Two scans, of which the second one has a rule more.
  private static func twoScans(_ store: any AdvisorStore) async throws -> (Int, Int) {
    func finding(_ number: Int, _ severity: Severity = .medium, rule: String = "DO-COST-001") -> Finding {
      ScanFixture.finding("\(number)", rule: rule, severity: severity)
    }
    let first = try await store.record(
      ScanFixture.scan((1...4).map { finding($0) }, notAssessed: [unassessed(finding(6))]))
    let later = [
      finding(1), finding(2, .critical), finding(5), finding(6), finding(7, .high, rule: "DO-REL-001"),
    ]
    let second = try await store.record(ScanFixture.scan(later, day: 1, notAssessed: [unassessed(finding(4))]))
    return (first, second)
  }

  @Test(arguments: StoreKind.allCases)
  func twoScansAreCompared(kind: StoreKind) async throws {
    let store = try await kind.store()
    let (first, second) = try await Self.twoScans(store)
    let difference = try await store.difference(first, second, ChangeRequest(Self.everything), at: ScanFixture.start)
    #expect(Self.changes(difference.findings) == Self.found)
    #expect(difference.from == first && difference.to == second && difference.total == 7)
    let counts = difference.counts
    #expect(counts.new == 1 && counts.newlyJudged == 2 && counts.fixed == 1 && counts.unknown == 1)
    #expect(counts.changed == 1 && counts.unchanged == 1)
    #expect(
      difference.findings.map(\.change) == [.new, .newlyJudged, .newlyJudged, .fixed, .unknown, .changed, .unchanged])
    #expect(difference.findings[1].stored.finding.severity == .high)
    let changed = try #require(difference.findings.first { $0.change == .changed })
    #expect(changed.before == .medium && changed.stored.finding.severity == .critical)
    #expect(difference.findings.filter { $0.before != nil }.count == 1)
    // What is as it was is counted and not read, unless it is asked for; the order of the numbers does not matter.
    let short = try await store.difference(second, first, ChangeRequest(), at: ScanFixture.start)
    #expect(short.counts == counts && short.from == first && short.to == second && short.total == 6)
    #expect(short.findings == Array(difference.findings.dropLast()))
    let same = try await store.difference(second, second, ChangeRequest(Self.everything), at: ScanFixture.start)
    #expect(same.counts.unchanged == 5 && same.total == 5)
  }

  @Test(arguments: StoreKind.allCases)
  func aDifferenceIsReadInPages(kind: StoreKind) async throws {
    let store = try await kind.store()
    let (first, second) = try await Self.twoScans(store)
    let whole = try await store.difference(first, second, ChangeRequest(), at: ScanFixture.start).findings
    var pages: [ChangedFinding] = []
    while pages.count < whole.count {
      let request = ChangeRequest(skip: pages.count, most: 4)
      let page = try await store.difference(first, second, request, at: ScanFixture.start)
      #expect(page.total == whole.count && !page.findings.isEmpty)
      if page.findings.isEmpty { break }
      pages += page.findings
    }
    #expect(pages == whole)
    let one = try await store.difference(first, second, ChangeRequest([.fixed]), at: ScanFixture.start)
    #expect(Self.changes(one.findings) == ["web-3": .fixed] && one.total == 1 && one.counts.new == 1)
  }

  @Test(arguments: StoreKind.allCases)
  func whatCannotBeComparedIsSaid(kind: StoreKind) async throws {
    let store = try await kind.store()
    let mine = try await store.record(ScanFixture.scan([]))
    let other = try await store.record(ScanFixture.scan([], account: "other"))
    #expect(
      await errorCode { _ = try await store.difference(mine, other, ChangeRequest(), at: ScanFixture.start) } == .usage)
    #expect(
      await errorCode { _ = try await store.difference(mine, 99, ChangeRequest(), at: ScanFixture.start) } == .notFound)
    #expect(
      await errorCode { _ = try await store.changes(in: 99, ChangeRequest(), at: ScanFixture.start) } == .notFound)
    #expect(await errorCode { _ = try await store.coverage(of: 99) } == .notFound)
  }

  @Test(arguments: StoreKind.allCases)
  func theHistorySaysWhatCameAndWent(kind: StoreKind) async throws {
    let store = try await kind.store()
    let (first, second) = try await Self.twoScans(store)
    let history = try await store.history(account: ScanFixture.account, most: 10, before: nil)
    #expect(history.map(\.id) == [second, first])
    #expect(history.map(\.comparedWith) == [first, nil])
    let changes = try #require(history[0].changes)
    #expect(changes.new == 1 && changes.newlyJudged == 2 && changes.fixed == 1 && changes.unknown == 1)
    #expect(history[1].changes == nil && history[0].counts.critical == 1 && history[0].saving == 12.34)
    let listed = try await store.changes(in: second, ChangeRequest(), at: ScanFixture.start)
    #expect(
      Self.changes(listed) == Self.found.filter { ![.changed, .unchanged].contains($0.value) })
    let page = try await store.changes(in: second, ChangeRequest(skip: 1, most: 2), at: ScanFixture.start)
    #expect(page == Array(listed[1...2]))
    #expect(try await store.changes(in: first, ChangeRequest(), at: ScanFixture.start).isEmpty)
    // What was unknown and is fixed now went now.
    let third = try await store.record(ScanFixture.scan([], day: 2, rules: ["DO-COST-001", "DO-REL-001"]))
    let gone = try await store.changes(in: third, ChangeRequest([.fixed]), at: ScanFixture.start)
    #expect(gone.count == 6 && gone.contains { $0.stored.finding.name == "web-4" })
    #expect(try await store.history(account: nil, most: 1, before: third).map(\.id) == [second])
    #expect(try await store.history(account: "other", most: 10, before: nil).isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func aLateScanIsComparedWithNone(kind: StoreKind) async throws {
    let store = try await kind.store()
    let finding = ScanFixture.finding("1")
    let first = try await store.record(ScanFixture.scan([finding], day: 1))
    let second = try await store.record(ScanFixture.scan([finding], day: 4))
    var late = ScanFixture.scan([], day: 3)
    late.finishedAt = ScanFixture.day(5)
    let third = try await store.record(late)
    let fourth = try await store.record(ScanFixture.scan([finding], day: 6))
    let history = try await store.history(account: nil, most: 10, before: nil)
    #expect(history.map(\.comparedWith) == [second, nil, first, nil])
    #expect(history[0].changes == ChangeCounts() && history[1].changes == nil)
    // It stands where it was read.
    let difference = try await store.difference(second, third, ChangeRequest(), at: ScanFixture.start)
    #expect(difference.from == third && difference.counts.new == 1)
    #expect(history[0].id == fourth)
  }

  @Test(arguments: StoreKind.allCases)
  func whatWasFixedSinceATimeIsListed(kind: StoreKind) async throws {
    let store = try await kind.store()
    let findings = (1...4).map { ScanFixture.finding("\($0)") }
    _ = try await store.record(ScanFixture.scan(findings))
    _ = try await store.record(ScanFixture.scan(Array(findings[1...]), day: 1))
    _ = try await store.record(ScanFixture.scan(Array(findings[2...]), day: 2))
    _ = try await store.record(ScanFixture.scan([findings[3]], day: 3))
    _ = try await store.record(ScanFixture.scan([findings[1], findings[3]], day: 4))
    func fixed(_ day: Int64, most: Int = 10, account: String? = nil) async throws -> [String] {
      try await store.fixed(since: ScanFixture.day(day), account: account, most: most, at: ScanFixture.start)
        .map(\.finding.name)
    }
    #expect(try await fixed(0) == ["web-3", "web-1"])
    #expect(try await fixed(3) == ["web-3"])
    #expect(try await fixed(4).isEmpty)
    #expect(try await fixed(0, most: 1, account: ScanFixture.account) == ["web-3"])
    #expect(try await fixed(0, account: "other").isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func whatIsForgottenIsNotInTheHistory(kind: StoreKind) async throws {
    let store = try await kind.store()
    let (first, second) = try await Self.twoScans(store)
    _ = try await store.forget(scansBefore: ScanFixture.day(1), account: nil)
    let history = try await store.history(account: nil, most: 10, before: nil)
    #expect(history.map(\.id) == [second] && history[0].comparedWith == first)
    let names = try await store.changes(in: second, ChangeRequest(), at: ScanFixture.start).map(\.stored.finding.name)
    #expect(Set(names) == ["web-5", "web-6", "web-7"])
    #expect(try await store.forget(account: ScanFixture.account) == 1)
    #expect(try await store.history(account: nil, most: 10, before: nil).isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func tenThousandFindingsAreComparedSoon(kind: StoreKind) async throws {
    let store = try await kind.store()
    let findings = (0..<15_000).map { ScanFixture.finding("\($0)") }
    let first = try await store.record(ScanFixture.scan(Array(findings[..<10_000])))
    let second = try await store.record(ScanFixture.scan(Array(findings[5_000...]), day: 1))
    let start = ContinuousClock.now
    let difference = try await store.difference(first, second, ChangeRequest(most: 50), at: ScanFixture.start)
    #expect(difference.counts.new == 5_000 && difference.counts.fixed == 5_000 && difference.counts.unchanged == 5_000)
    #expect(difference.findings.count == 50 && difference.total == 10_000)
    let history = try await store.history(account: nil, most: 10, before: nil)
    #expect(
      history[0].changes
        == {
          var counts = ChangeCounts(); counts.new = 5_000; counts.fixed = 5_000; return counts
        }())
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  /// A scan that an earlier version recorded has tallies, and does not say which resources it could not assess.
  @Test func aScanFromBeforeIsRead() async throws {
    let database = try DatabaseFile.inMemory()
    let store = SQLiteAdvisorStore(database)
    let (one, two) = (ScanFixture.finding("1"), ScanFixture.finding("2"))
    let missing = NotAssessed(rule: "DO-REL-001", reason: "no metrics", resources: 1)
    let first = try store.record(ScanFixture.scan([one], rules: ["DO-COST-001", "DO-REL-001"], notAssessed: [missing]))
    try database.write { try $0.execute(sql: "UPDATE advisor_scan SET coverage = NULL") }
    let other = ScanFixture.finding("3", rule: "DO-REL-001")
    let second = try store.record(ScanFixture.scan([one, two, other], day: 1))
    let difference = try store.difference(first, second, ChangeRequest(Self.everything), at: ScanFixture.start)
    #expect(Self.changes(difference.findings) == ["web-1": .unchanged, "web-2": .new, "web-3": .newlyJudged])
  }
}
