import IpaiCore
import Testing

@testable import IpaiAdvisor

/// What every `AdvisorStore` makes of findings whose rule or resource could not be assessed.
@Suite struct UnassessedFindingStoreContractTests {
  private let one = ScanFixture.finding("1")
  private let two = ScanFixture.finding("2")

  private static func stored(_ finding: Finding, _ store: any AdvisorStore) async throws -> StoredFinding {
    try await store.finding(finding.fingerprint, account: nil, at: ScanFixture.start)
  }

  private static func unassessed(_ parts: ResourcePart..., count: Int? = nil) -> NotAssessed {
    NotAssessed(
      rule: "DO-COST-001", reason: "no metrics", resources: count ?? parts.count, parts: parts)
  }

  private static let complete = Dictionary(
    uniqueKeysWithValues: IpaiAdvisor.Collection.allCases.map {
      ($0, CollectionState(.complete, readAt: FactTime(ScanFixture.start)))
    })

  @Test(arguments: StoreKind.allCases)
  func oneResourceThatCouldNotBeAssessedGoesOn(kind: StoreKind) async throws {
    let store = try await kind.store()
    _ = try await store.record(ScanFixture.scan([one, two]))
    let missing = Self.unassessed(ResourcePart(one.urn))
    _ = try await store.record(ScanFixture.scan([], day: 1, notAssessed: [missing]))
    let kept = try await Self.stored(one, store)
    #expect(kept.fixedAt == nil && kept.firstSeen == ScanFixture.day(0) && kept.lastSeen == ScanFixture.day(0))
    #expect(try await Self.stored(two, store).fixedAt == ScanFixture.day(1))
    // It is judged again: it is gone, or goes on.
    _ = try await store.record(ScanFixture.scan([one], day: 2))
    let back = try await Self.stored(one, store)
    #expect(back.firstSeen == ScanFixture.day(0) && back.lastSeen == ScanFixture.day(2))
    _ = try await store.record(ScanFixture.scan([], day: 3, notAssessed: [missing]))
    _ = try await store.record(ScanFixture.scan([], day: 4))
    #expect(try await Self.stored(one, store).fixedAt == ScanFixture.day(4))
  }

  @Test(arguments: StoreKind.allCases)
  func whatARuleLeftAloneGoesOnAndIsNotNewAfterwards(kind: StoreKind) async throws {
    let store = try await kind.store()
    let three = ScanFixture.finding("3")
    let first = try await store.record(ScanFixture.scan([one, two]))
    let alone = [one.urn, three.urn].map { ResourcePart($0) }
    let second = try await store.record(ScanFixture.scan([], day: 1, leftAlone: alone))
    #expect(try await Self.stored(one, store).fixedAt == nil)
    #expect(try await Self.stored(two, store).fixedAt == ScanFixture.day(1))
    let last = try await store.record(ScanFixture.scan([one, two, three], day: 2))
    #expect(try await Self.stored(one, store).firstSeen == ScanFixture.day(0))
    let history = try await store.history(account: nil, most: 3, before: nil).map(\.changes)
    #expect(history.map { $0?.fixed } == [0, 1, nil] && history.map { $0?.unknown } == [0, 1, nil])
    #expect(history.map { $0?.new } == [1, 0, nil] && history.map { $0?.newlyJudged } == [2, 0, nil])
    let went = try await store.difference(first, second, ChangeRequest(), at: ScanFixture.start).counts
    #expect(went.fixed == 1 && went.unknown == 1)
    let came = try await store.difference(second, last, ChangeRequest(), at: ScanFixture.start).counts
    #expect(came.new == 1 && came.newlyJudged == 2)
  }

  @Test(arguments: StoreKind.allCases)
  func aPartThatCouldNotBeAssessedIsOnePart(kind: StoreKind) async throws {
    let store = try await kind.store()
    let parts = ["a", "b"].map { key in
      var finding = one
      finding.subKey = key
      finding.fingerprint = Fingerprint.of(rule: one.rule, urn: one.urn, subKey: key)
      return finding
    }
    _ = try await store.record(ScanFixture.scan(parts))
    _ = try await store.record(
      ScanFixture.scan([], day: 1, notAssessed: [Self.unassessed(ResourcePart(one.urn, "b"))]))
    #expect(try await Self.stored(parts[0], store).fixedAt == ScanFixture.day(1))
    #expect(try await Self.stored(parts[1], store).fixedAt == nil)
  }

  /// Many resources are kept to the last one, though JSON for people names the first alone.
  @Test(arguments: StoreKind.allCases)
  func allOfManyResourcesAreKnown(kind: StoreKind) async throws {
    let store = try await kind.store()
    let findings = (0..<3 * NotAssessed.mostNamed).map { ScanFixture.finding("\($0)") }
    _ = try await store.record(ScanFixture.scan(findings))
    let parts = findings.dropLast().map { ResourcePart($0.urn) }
    let missing = NotAssessed(rule: "DO-COST-001", reason: "no metrics", resources: parts.count, parts: parts)
    let id = try await store.record(ScanFixture.scan([], day: 1, notAssessed: [missing]))
    let open = try await store.firstSeen(account: ScanFixture.account)
    #expect(Set(open.keys) == Set(findings.dropLast().map(\.fingerprint)))
    let scan = try await store.scan(id)
    #expect(scan.notAssessed.first?.resources == parts.count)
    #expect(scan.notAssessed.first?.parts == Array(parts.prefix(NotAssessed.mostNamed)))
    let coverage = try await store.coverage(of: id)
    #expect(findings.map(\.identity).filter(coverage.excludes) == [findings[findings.count - 1].identity])
  }

  /// A scope is taken away from the token and given back.
  @Test(arguments: StoreKind.allCases)
  func aScopeThatIsTakenAwayAndGivenBackChangesNothing(kind: StoreKind) async throws {
    let store = try await kind.store()
    let missing = NotAssessed(rule: "DO-COST-001", reason: "the token lacks droplet:read")
    let all: Set = [one.urn, two.urn]
    func record(_ findings: [Finding], _ day: Int64, _ notAssessed: [NotAssessed] = []) async throws {
      var states = Self.complete
      if !notAssessed.isEmpty { states[.droplets] = CollectionState(.denied, readAt: FactTime(ScanFixture.start)) }
      let scan = ScanFixture.scan(
        findings, day: day, notAssessed: notAssessed, states: states, resources: notAssessed.isEmpty ? all : [])
      _ = try await store.record(scan)
    }
    try await record([one, two], 0)
    try await record([], 1, [missing])
    try await record([], 2, [missing])
    #expect(try await store.firstSeen(account: ScanFixture.account).count == 2)
    try await record([one], 3)
    #expect(try await Self.stored(one, store).firstSeen == ScanFixture.day(0))
    #expect(try await Self.stored(two, store).fixedAt == ScanFixture.day(3))
  }

  /// A resource that is not in its list any more is gone, though the rule was not judged.
  @Test(arguments: StoreKind.allCases)
  func aResourceThatWasDeletedIsFixed(kind: StoreKind) async throws {
    let store = try await kind.store()
    _ = try await store.record(ScanFixture.scan([one, two], states: Self.complete, resources: [one.urn, two.urn]))
    let missing = NotAssessed(rule: "DO-COST-001", reason: "the token lacks monitoring:read")
    _ = try await store.record(
      ScanFixture.scan([], day: 1, notAssessed: [missing], states: Self.complete, resources: [two.urn]))
    #expect(try await Self.stored(one, store).fixedAt == ScanFixture.day(1))
    #expect(try await Self.stored(two, store).fixedAt == nil)
    // A list that was not read to its end says nothing of what is not in it.
    var states = Self.complete
    states[.droplets] = CollectionState(.partial, reason: "page 3 failed", readAt: FactTime(ScanFixture.day(2)))
    _ = try await store.record(ScanFixture.scan([], day: 2, notAssessed: [missing], states: states, resources: []))
    #expect(try await Self.stored(two, store).fixedAt == nil)
  }

  /// Scans that an earlier ipai recorded say how many resources were not assessed, and not which.
  @Test(arguments: StoreKind.allCases)
  func whatAnEarlierVersionCountedAloneMayBeAny(kind: StoreKind) async throws {
    let store = try await kind.store()
    _ = try await store.record(ScanFixture.scan([one]))
    let scan = ScanFixture.scan(
      [], day: 1, notAssessed: [NotAssessed(rule: "DO-COST-001", reason: "no metrics", resources: 2)])
    _ = try await store.record(scan)
    #expect(try await Self.stored(one, store).fixedAt == nil)
  }

  @Test(arguments: StoreKind.allCases)
  func whatIsSuppressedHasTheSameHistory(kind: StoreKind) async throws {
    let store = try await kind.store()
    _ = try await store.record(ScanFixture.scan([one, two]))
    for finding in [one, two] {
      _ = try await store.suppress(
        NewSuppression(.finding(finding.fingerprint), reason: "ours"), at: ScanFixture.start)
    }
    _ = try await store.record(
      ScanFixture.scan([], day: 1, notAssessed: [Self.unassessed(ResourcePart(one.urn))]))
    let (kept, fixed) = (try await Self.stored(one, store), try await Self.stored(two, store))
    #expect(kept.fixedAt == nil && kept.suppression != nil)
    #expect(fixed.fixedAt == ScanFixture.day(1) && fixed.suppression != nil)
  }
}
