import DomainTestSupport
import IpaiCore
import TestSupport
import Testing

@testable import IpaiAdvisor

/// What every `AdvisorStore` keeps of scans, wherever it does.
@Suite struct AdvisorStoreContractTests {
  private static let other = "ffffffff-0000-4000-8000-000000000002"

  // MARK: Scans

  @Test(arguments: StoreKind.allCases)
  func aScanIsKeptWhole(kind: StoreKind) async throws {
    let store = try await kind.store()
    let state = CollectionState(.partial, reason: "a \"reason\"\n", readAt: FactTime(ScanFixture.start), count: 3)
    let missing = NotAssessed(rule: "DO-SEC-001", reason: "no\0scope", resources: nil)
    let findings = [ScanFixture.finding("1", severity: .critical), ScanFixture.finding("2", severity: .info)]
    let new = ScanFixture.scan(findings, notAssessed: [missing], states: [.firewalls: state])
    let id = try await store.record(new)
    let scan = try await store.scan(id)
    #expect(scan.account == ScanFixture.account && scan.accountName == "Sea Lab" && scan.version == "1.2.3")
    #expect(scan.readAt == ScanFixture.start && scan.finishedAt.seconds == ScanFixture.start.seconds + 9)
    #expect(scan.score == 71.4 && scan.saving == 12.34)
    #expect(scan.counts == SeverityCounts(findings) && scan.counts.critical == 1 && scan.counts.total == 2)
    #expect(scan.tallies == new.assessment.tallies && scan.notAssessed == [missing])
    #expect(scan.states == [.firewalls: state])
    #expect(try await store.latest(account: ScanFixture.account) == scan)
    #expect(try await store.all(id).map(\.finding) == findings)
  }

  @Test(arguments: StoreKind.allCases)
  func scansAreListedByTheirNumber(kind: StoreKind) async throws {
    let store = try await kind.store()
    #expect(try await store.latest(account: nil) == nil)
    var ids: [Int] = []
    // The clock of the third was wrong.
    for (day, account) in [(1, ScanFixture.account), (2, Self.other), (0, ScanFixture.account), (4, Self.other)] {
      ids.append(try await store.record(ScanFixture.scan([], day: Int64(day), account: account)))
    }
    #expect(ids == ids.sorted() && Set(ids).count == 4)
    #expect(try await store.scans(account: nil, most: 3, before: nil).map(\.id) == [ids[3], ids[2], ids[1]])
    #expect(try await store.scans(account: nil, most: 3, before: ids[1]).map(\.id) == [ids[0]])
    #expect(try await store.scans(account: ScanFixture.account, most: 9, before: nil).map(\.id) == [ids[2], ids[0]])
    #expect(try await store.latest(account: ScanFixture.account)?.id == ids[2])
    #expect(try await store.latest(account: "nobody") == nil)
    for id in [0, -1, ids[3] + 1, .max] {
      #expect(await errorCode { _ = try await store.scan(id) } == .notFound)
      #expect(await errorCode { _ = try await store.all(id) } == .notFound)
      #expect(await errorCode { _ = try await store.fingerprints(of: id) } == .notFound)
    }
  }

  @Test(arguments: StoreKind.allCases, [nil, .nan, -3, 250] as [Double?])
  func aScoreIsFrom0To100(kind: StoreKind, score: Double?) async throws {
    let store = try await kind.store()
    var scan = ScanFixture.scan([])
    scan.score = score
    scan.saving = .infinity
    let stored = try await store.scan(store.record(scan))
    #expect(stored.score == score.flatMap { $0.isNaN ? nil : min(max($0, 0), 100) })
    #expect(stored.saving.isFinite)
  }

  // MARK: The history of findings

  @Test(arguments: StoreKind.allCases)
  func aFindingBeginsAnewWhenItComesBack(kind: StoreKind) async throws {
    let store = try await kind.store()
    let (one, two) = (ScanFixture.finding("1"), ScanFixture.finding("2"))
    func record(_ findings: [Finding], _ day: Int64) async throws {
      _ = try await store.record(ScanFixture.scan(findings, day: day))
    }
    func stored() async throws -> StoredFinding {
      try await store.finding(one.fingerprint, account: nil, at: ScanFixture.start)
    }
    try await record([one, two], 0)
    try await record([one, two], 3)
    let kept = try await stored()
    #expect(kept.firstSeen == ScanFixture.day(0) && kept.lastSeen == ScanFixture.day(3) && kept.fixedAt == nil)
    try await record([two], 5)
    try await record([two], 6)
    let fixed = try await stored()
    #expect(fixed.fixedAt == ScanFixture.day(5) && fixed.lastSeen == ScanFixture.day(3))
    #expect(fixed.lastScan == kept.lastScan)
    #expect(try await store.firstSeen(account: ScanFixture.account) == [two.fingerprint: ScanFixture.day(0)])
    try await record([one, two], 8)
    let back = try await stored()
    #expect(back.firstSeen == ScanFixture.day(8) && back.lastSeen == ScanFixture.day(8) && back.fixedAt == nil)
    let dates = [one.fingerprint: ScanFixture.day(8), two.fingerprint: ScanFixture.day(0)]
    #expect(try await store.firstSeen(account: ScanFixture.account) == dates)
    #expect(try await store.firstSeen(account: Self.other).isEmpty)
  }

  /// What a scan that says nothing about a finding is like.
  enum Silence: String, CaseIterable {
    case ruleNotAssessed, ruleNotAsked, resourcesNotAllRead, otherAccount

    var scan: NewScan {
      switch self {
      case .ruleNotAssessed:
        let missing = NotAssessed(rule: "DO-COST-001", reason: "the token lacks droplet:read", resources: nil)
        return ScanFixture.scan([], day: 1, notAssessed: [missing])
      case .ruleNotAsked: return ScanFixture.scan([], day: 1, rules: ["DO-COST-002"])
      case .resourcesNotAllRead:
        let state = CollectionState(.partial, reason: "page 3 failed", readAt: FactTime(ScanFixture.day(1)))
        return ScanFixture.scan([], day: 1, states: [.droplets: state])
      case .otherAccount: return ScanFixture.scan([], day: 1, account: AdvisorStoreContractTests.other)
      }
    }
  }

  @Test(arguments: StoreKind.allCases, Silence.allCases)
  func whatWasNotJudgedIsNotFixed(kind: StoreKind, silence: Silence) async throws {
    let store = try await kind.store()
    let finding = ScanFixture.finding("1")
    _ = try await store.record(ScanFixture.scan([finding]))
    _ = try await store.record(silence.scan)
    #expect(try await store.finding(finding.fingerprint, account: nil, at: ScanFixture.start).fixedAt == nil)
    _ = try await store.record(ScanFixture.scan([finding], day: 2))
    let stored = try await store.finding(finding.fingerprint, account: nil, at: ScanFixture.start)
    #expect(stored.firstSeen == ScanFixture.day(0) && stored.lastSeen == ScanFixture.day(2))
  }

  /// A rule that could judge some resources has judged.
  @Test(arguments: StoreKind.allCases)
  func aFindingIsFixedWhereOnlySomeResourcesWereNotJudged(kind: StoreKind) async throws {
    let store = try await kind.store()
    let finding = ScanFixture.finding("1")
    _ = try await store.record(ScanFixture.scan([finding]))
    let missing = NotAssessed(rule: "DO-COST-001", reason: "no metrics", resources: 2)
    _ = try await store.record(ScanFixture.scan([], day: 1, notAssessed: [missing]))
    let stored = try await store.finding(finding.fingerprint, account: nil, at: ScanFixture.start)
    #expect(stored.fixedAt == ScanFixture.day(1))
  }

  /// An earlier scan says what it said, though the finding has changed since.
  @Test(arguments: StoreKind.allCases)
  func anEarlierScanStaysAsItWas(kind: StoreKind) async throws {
    let store = try await kind.store()
    let first = try await store.record(
      ScanFixture.scan([ScanFixture.finding("1", severity: .high, saving: 24), ScanFixture.finding("2")]))
    let changed = [ScanFixture.finding("1", severity: .low, saving: 12), ScanFixture.finding("2", saving: 3)]
    _ = try await store.record(ScanFixture.scan([], day: 1))
    let last = try await store.record(ScanFixture.scan(changed, day: 2))
    let before = try await store.all(first)
    #expect(before.map(\.finding.severity) == [.high, .medium])
    #expect(before.map(\.finding.saving?.monthly) == [24, nil])
    #expect(before.allSatisfy { $0.firstSeen == ScanFixture.day(0) && $0.lastScan == last })
    let after = try await store.all(last)
    #expect(after.map(\.finding) == [changed[1], changed[0]])
    #expect(after.allSatisfy { $0.firstSeen == ScanFixture.day(2) })
    #expect(try await store.fingerprints(of: first) == Set(changed.map(\.fingerprint)))
  }

  @Test(arguments: StoreKind.allCases)
  func aClockThatWasSetBackDoesNoHarm(kind: StoreKind) async throws {
    let store = try await kind.store()
    let finding = ScanFixture.finding("1")
    _ = try await store.record(ScanFixture.scan([finding], day: 9))
    _ = try await store.record(ScanFixture.scan([finding], day: 2))
    let stored = try await store.finding(finding.fingerprint, account: nil, at: ScanFixture.start)
    #expect(stored.firstSeen == ScanFixture.day(2) && stored.lastSeen == ScanFixture.day(9))
  }

  // MARK: Addresses

  @Test(arguments: StoreKind.allCases)
  func addressesAreRemembered(kind: StoreKind) async throws {
    let store = try await kind.store()
    let (one, two) = (URN(.droplet, "1"), URN(.loadBalancer, "b"))
    let long = String(repeating: "1", count: 256)
    _ = try await store.record(
      ScanFixture.scan([], addresses: ["192.0.2.1": one, "2001:db8::1": one, long: one, "": one]))
    _ = try await store.record(ScanFixture.scan([], day: 1, addresses: ["192.0.2.1": two]))
    _ = try await store.record(ScanFixture.scan([], day: 2, account: Self.other, addresses: ["192.0.2.7": two]))
    #expect(
      try await store.earlierAddresses(account: ScanFixture.account) == [
        "192.0.2.1": EarlierAddress(urn: two, seen: ScanFixture.day(1)),
        "2001:db8::1": EarlierAddress(urn: one, seen: ScanFixture.day(0)),
      ])
    #expect(try await store.earlierAddresses(account: "nobody").isEmpty)
  }

  // MARK: Forgetting

  @Test(arguments: StoreKind.allCases)
  func anAccountIsForgotten(kind: StoreKind) async throws {
    let store = try await kind.store()
    let finding = ScanFixture.finding("1")
    for account in [ScanFixture.account, Self.other] {
      let address = ["192.0.2.1": finding.urn]
      for day in 0..<2 {
        _ = try await store.record(
          ScanFixture.scan([finding], day: Int64(day), account: account, addresses: address))
      }
      _ = try await store.suppress(
        NewSuppression(.rule("DO-COST-001"), account: account, reason: "x"), at: ScanFixture.start)
    }
    _ = try await store.suppress(NewSuppression(.rule("DO-COST-001"), reason: "all"), at: ScanFixture.start)
    #expect(try await store.forget(account: ScanFixture.account) == 2)
    #expect(try await store.forget(account: ScanFixture.account) == 0)
    #expect(try await store.scans(account: nil, most: 9, before: nil).map(\.account) == [Self.other, Self.other])
    #expect(try await store.firstSeen(account: ScanFixture.account).isEmpty)
    #expect(try await store.earlierAddresses(account: ScanFixture.account).isEmpty)
    #expect(try await store.earlierAddresses(account: Self.other).count == 1)
    let kept = try await store.suppressions(includesEnded: true, at: ScanFixture.start)
    #expect(kept.map(\.account) == [Self.other, nil])
    #expect(try await store.finding(finding.fingerprint, account: nil, at: ScanFixture.start).account == Self.other)
  }

  @Test(arguments: StoreKind.allCases)
  func oldScansAreForgottenWithWhatTheyAloneFound(kind: StoreKind) async throws {
    let store = try await kind.store()
    let (gone, kept) = (ScanFixture.finding("1"), ScanFixture.finding("2"))
    let first = try await store.record(ScanFixture.scan([gone, kept]))
    let last = try await store.record(ScanFixture.scan([kept], day: 5))
    _ = try await store.record(ScanFixture.scan([gone], account: Self.other))
    #expect(try await store.forget(scansBefore: ScanFixture.day(5), account: ScanFixture.account) == 1)
    #expect(try await store.scans(account: ScanFixture.account, most: 9, before: nil).map(\.id) == [last])
    #expect(await errorCode { _ = try await store.scan(first) } == .notFound)
    #expect(try await store.firstSeen(account: ScanFixture.account) == [kept.fingerprint: ScanFixture.day(0)])
    #expect(
      await errorCode {
        _ = try await store.finding(gone.fingerprint, account: ScanFixture.account, at: ScanFixture.start)
      } == .notFound)
    #expect(try await store.all(last).map(\.finding) == [kept])
    #expect(try await store.forget(scansBefore: ScanFixture.day(5), account: nil) == 1)
    #expect(try await store.scans(account: nil, most: 9, before: nil).map(\.id) == [last])
  }

  // MARK: Bad input

  @Test(arguments: StoreKind.allCases)
  func anyTextIsKept(kind: StoreKind) async throws {
    let store = try await kind.store()
    let long = String(repeating: "e\u{301}🦭\"'\\", count: 50_000)
    let names = ["a\0b", "\0", "", long, "'; DROP TABLE advisor_scan; --", "\u{202E}\u{1B}[31m", "\u{FFFF}"]
    var findings = names.map { ScanFixture.finding("x" + $0, name: $0, project: $0) }
    findings[0].note = "one\0two"
    var scan = ScanFixture.scan(findings, addresses: ["192.0.2.\0": URN(.droplet, long), "\0": URN(.droplet, "\0")])
    scan.accountName = long + "\0"
    scan.version = "1\0"
    let id = try await store.record(scan)
    let stored = try await store.all(id).map(\.finding)
    #expect(stored == findings.sorted { $0.fingerprint < $1.fingerprint })
    #expect(try await store.earlierAddresses(account: ScanFixture.account).count == 2)
    var filter = FindingFilter()
    filter.text = "a\0b"
    #expect(try await store.all(id, filter).map(\.finding.name) == ["a\0b"])
    filter.text = nil
    filter.urns = [findings[0].urn]
    #expect(try await store.all(id, filter).map(\.finding) == [findings[0]])
    // Once more, over the rows that are there.
    #expect(try await store.all(store.record(scan)).count == names.count)
  }

  @Test(arguments: StoreKind.allCases, ["", String(repeating: "a", count: 256)])
  func whatIsNoAccountIsRefused(kind: StoreKind, account: String) async throws {
    let store = try await kind.store()
    #expect(await errorCode { _ = try await store.record(ScanFixture.scan([], account: account)) } == .usage)
  }

  @Test(arguments: StoreKind.allCases)
  func aFindingThatIsSaidTwiceIsKeptOnce(kind: StoreKind) async throws {
    let store = try await kind.store()
    let twice = [ScanFixture.finding("1", severity: .high), ScanFixture.finding("1", severity: .low)]
    let id = try await store.record(ScanFixture.scan(twice))
    #expect(try await store.all(id).map(\.finding) == [twice[0]])
  }

  @Test(arguments: StoreKind.allCases)
  func numbersThatJSONDoesNotHaveAreKept(kind: StoreKind) async throws {
    let store = try await kind.store()
    let findings = [ScanFixture.finding("1", saving: .infinity), ScanFixture.finding("2", saving: .nan)]
    let stored = try await store.all(store.record(ScanFixture.scan(findings))).map(\.finding)
    #expect(stored[0] == findings[0] && stored[1].saving?.monthly.isNaN == true)
  }

  // MARK: Several at once

  /// Each scan is recorded as a whole before another one begins: what is open in the end is what the last one found.
  @Test(arguments: StoreKind.allCases)
  func scansAtOnceDoNotMix(kind: StoreKind) async throws {
    let folder = try TemporaryFolder()
    let stores = try await kind.twoStores(folder)
    var found: [Int: Set<String>] = [:]
    try await withThrowingTaskGroup(of: (Int, Set<String>).self) { group in
      for number in 0..<12 {
        group.addTask {
          let findings = (0..<60).filter { $0 % 3 != number % 3 }.map { ScanFixture.finding("\($0)") }.shuffled()
          let id = try await stores[number % 2].record(ScanFixture.scan(findings, day: Int64(number)))
          return (id, Set(findings.map(\.fingerprint)))
        }
      }
      for try await (id, fingerprints) in group { found[id] = fingerprints }
    }
    #expect(found.count == 12)
    for (id, fingerprints) in found { #expect(try await stores[0].fingerprints(of: id) == fingerprints) }
    let last = try #require(try await stores[1].latest(account: ScanFixture.account))
    #expect(try await Set(stores[1].firstSeen(account: ScanFixture.account).keys) == found[last.id])
  }

  /// More than are sent at once.
  @Test(arguments: StoreKind.allCases)
  func tenThousandFindingsAreKept(kind: StoreKind) async throws {
    let store = try await kind.store()
    let findings = (0..<10_000).map { ScanFixture.finding("\($0)", saving: Double($0 % 100)) }
    var fingerprints: Set<String> = []
    for day in 0..<2 {
      let start = ContinuousClock.now
      let id = try await store.record(ScanFixture.scan(findings, day: Int64(day)))
      // It takes a second or so where nothing else runs.
      #expect(ContinuousClock.now - start < .seconds(60))
      fingerprints = try await store.fingerprints(of: id)
    }
    #expect(fingerprints == Set(findings.map(\.fingerprint)))
    #expect(try await store.firstSeen(account: ScanFixture.account).values.allSatisfy { $0 == ScanFixture.day(0) })
    _ = try await store.record(ScanFixture.scan([], day: 2))
    #expect(try await store.firstSeen(account: ScanFixture.account).isEmpty)
  }
}
