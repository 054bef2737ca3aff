import IpaiCore
import TestSupport
import Testing

@testable import IpaiAdvisor

/// What every `AdvisorStore` knows of findings over scans.
@Suite struct FindingHistoryStoreContractTests {
  private static let other = "ffffffff-0000-4000-8000-000000000002"

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
      case .otherAccount: return ScanFixture.scan([], day: 1, account: FindingHistoryStoreContractTests.other)
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
    var filter = FindingFilter()
    filter.severities = [.high]
    filter.hasSaving = true
    #expect(try await store.all(first, filter).map(\.finding) == [before[0].finding])
    #expect(try await store.all(last, filter).isEmpty)
    let after = try await store.all(last)
    #expect(after.map(\.finding) == [changed[1], changed[0]])
    #expect(after.allSatisfy { $0.firstSeen == ScanFixture.day(2) })
    #expect(try await store.fingerprints(of: first) == Set(changed.map(\.fingerprint)))
  }

  /// A scan that took long, or a file of one, is recorded after one that began later: what is newer stays as it is.
  @Test(arguments: StoreKind.allCases)
  func aScanThatComesLateFixesNothing(kind: StoreKind) async throws {
    let store = try await kind.store()
    let (open, fixed, unknown) = (ScanFixture.finding("1"), ScanFixture.finding("2"), ScanFixture.finding("3"))
    _ = try await store.record(ScanFixture.scan([fixed], day: 2))
    let newer = try await store.record(ScanFixture.scan([open, ScanFixture.finding("4")], day: 4))
    let found = [ScanFixture.finding("1", severity: .critical, saving: 2), fixed, unknown]
    var late = ScanFixture.scan(found, day: 3)
    late.finishedAt = ScanFixture.day(5)
    let id = try await store.record(late)
    func stored(_ finding: Finding) async throws -> StoredFinding {
      try await store.finding(finding.fingerprint, account: nil, at: ScanFixture.start)
    }
    let kept = try await stored(open)
    #expect(kept.finding == open && kept.firstSeen == ScanFixture.day(3) && kept.lastSeen == ScanFixture.day(4))
    #expect(kept.fixedAt == nil && kept.lastScan == newer)
    let gone = try await stored(fixed)
    #expect(gone.fixedAt == ScanFixture.day(4) && gone.firstSeen == ScanFixture.day(2))
    #expect(try await stored(ScanFixture.finding("4")).fixedAt == nil)
    #expect(try await stored(unknown).firstSeen == ScanFixture.day(3))
    // The scan itself says what it found.
    let listed = try await store.all(id)
    #expect(listed.map(\.finding.severity) == [.critical, .medium, .medium])
    #expect(listed.first?.finding.saving?.monthly == 2)
    let dates = Dictionary(uniqueKeysWithValues: listed.map { ($0.finding.name, $0.firstSeen) })
    #expect(
      dates == ["web-1": ScanFixture.day(3), "web-2": ScanFixture.day(2), "web-3": ScanFixture.day(3)])
    // The next one goes on as if nothing had been.
    _ = try await store.record(ScanFixture.scan([open], day: 6))
    #expect(try await store.firstSeen(account: ScanFixture.account) == [open.fingerprint: ScanFixture.day(3)])
  }

  @Test(arguments: StoreKind.allCases)
  func aClockThatWasSetBackDoesNoHarm(kind: StoreKind) async throws {
    let store = try await kind.store()
    let finding = ScanFixture.finding("1")
    let address = "203.0.113.1"
    _ = try await store.record(ScanFixture.scan([finding], day: 9, addresses: [address: finding.urn]))
    _ = try await store.record(ScanFixture.scan([finding], day: 2, addresses: [address: finding.urn]))
    #expect(try await store.earlierAddresses(account: ScanFixture.account)[address]?.seen == ScanFixture.day(2))
    // One that comes late changes nothing that is newer.
    var late = ScanFixture.scan([], day: 1, addresses: [address: URN(.droplet, "other")])
    late.finishedAt = ScanFixture.day(3)
    _ = try await store.record(late)
    let kept = EarlierAddress(urn: finding.urn, seen: ScanFixture.day(2))
    #expect(try await store.earlierAddresses(account: ScanFixture.account)[address] == kept)
    let stored = try await store.finding(finding.fingerprint, account: nil, at: ScanFixture.start)
    #expect(stored.firstSeen == ScanFixture.day(2) && stored.lastSeen == ScanFixture.day(2))
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
