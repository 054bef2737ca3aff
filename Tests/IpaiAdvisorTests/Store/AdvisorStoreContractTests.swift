import DomainTestSupport
import GRDB
import IpaiCore
import IpaiDatabase
import IpaiPostgres
import StoreTestSupport
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

  /// A scan is recorded as a whole or not at all.
  @Test(arguments: StoreKind.allCases)
  func ofAScanThatCannotBeKeptNothingIs(kind: StoreKind) async throws {
    let store = try await kind.store()
    let known = ScanFixture.finding("1")
    _ = try await store.record(ScanFixture.scan([known], addresses: ["192.0.2.1": known.urn]))
    var findings = [ScanFixture.finding("2"), ScanFixture.finding("3")]
    findings[1].fingerprint = "not digits"
    let scan = ScanFixture.scan(findings, day: 1, addresses: ["192.0.2.2": known.urn])
    await #expect(throws: IpaiError.self) { _ = try await store.record(scan) }
    #expect(try await store.scans(account: nil, most: 9, before: nil).count == 1)
    #expect(try await store.firstSeen(account: ScanFixture.account) == [known.fingerprint: ScanFixture.day(0)])
    #expect(try await store.earlierAddresses(account: ScanFixture.account).count == 1)
  }

  // MARK: Other versions

  /// What a newer ipai stored is refused where it makes no sense, and left out where it does no harm.
  @Test func whatANewerIpaiStoredIsRead() async throws {
    let database = try DatabaseFile.inMemory()
    let store = SQLiteAdvisorStore(database)
    let state = CollectionState(.complete, readAt: FactTime(ScanFixture.start))
    let id = try store.record(ScanFixture.scan([ScanFixture.finding("1")], states: [.droplets: state]))
    try database.write { db in
      try db.execute(
        sql: "UPDATE advisor_scan SET states = replace(states, '{\"droplets\"', '{\"moons\":{\"count\":1,'"
          + " || '\"read_at\":\"2026-01-01T00:00:00Z\",\"status\":\"complete\"},\"droplets\"')")
      try db.execute(sql: "UPDATE advisor_finding SET document = '{\"rule\":\"x\"}'")
    }
    #expect(try store.scan(id).states == [.droplets: state])
    #expect(await errorCode { _ = try await store.all(id) } == .unavailable)
  }

  /// A PostgreSQL database from before keeps what is in it, and gets the tables.
  @Test func aDatabaseFromBeforeGetsTheTables() async throws {
    let fixture = try await PostgresFixture.migrated()
    let connection = try await fixture.connection()
    try await connection.run(
      script: """
        DROP TABLE mcp.advisor_change, mcp.advisor_scan_finding, mcp.advisor_finding, mcp.advisor_scan, mcp.advisor_suppression, mcp.advisor_address;
        DELETE FROM mcp.schema_migrations WHERE name IN ('0012-advisor', '0013-advisor-changes');
        INSERT INTO mcp.promotion (number, digest, statement, promoted_by, promoted_at)
        VALUES (1, repeat('a', 64), '{}', 'ann', now());
        """)
    #expect(try await PostgresMigrator.migrate(connection).applied == ["0012-advisor", "0013-advisor-changes"])
    #expect(try await connection.text("SELECT promoted_by FROM mcp.promotion") == "ann")
    let store = PostgresAdvisorStore(try fixture.pool())
    #expect(try await store.all(store.record(ScanFixture.scan([ScanFixture.finding("1")]))).count == 1)
  }
}
