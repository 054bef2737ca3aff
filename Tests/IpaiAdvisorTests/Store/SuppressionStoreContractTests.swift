import DomainTestSupport
import Foundation
import IpaiCore
import StoreTestSupport
import Testing

@testable import IpaiAdvisor

/// What every `AdvisorStore` knows of suppressions.
@Suite struct SuppressionStoreContractTests {
  private static let now = ScanFixture.start
  private static let findings = [
    ScanFixture.finding("1"), ScanFixture.finding("2"), ScanFixture.finding("1", rule: "DO-COST-002"),
  ]

  /// What is suppressed, and which of the findings that covers.
  struct Cover: Sendable {
    let target: SuppressionTarget
    var account: String?
    let covered: Set<Int>
  }

  static let covers = [
    Cover(target: .finding(findings[1].fingerprint), covered: [1]),
    Cover(target: .finding(findings[1].fingerprint.uppercased()), covered: [1]),
    Cover(target: .rule("DO-COST-001"), covered: [0, 1]),
    Cover(target: .rule("DO-COST"), covered: []),
    Cover(target: .resource(rule: "DO-COST-001", URN(.droplet, "1")), covered: [0]),
    Cover(target: .resource(rule: "DO-COST-002", URN(.droplet, "2")), covered: []),
    Cover(target: .rule("DO-COST-001"), account: ScanFixture.account, covered: [0, 1]),
    Cover(target: .rule("DO-COST-001"), account: "other", covered: []),
  ]

  @Test(arguments: StoreKind.allCases, covers)
  func aSuppressionCoversWhatItNames(kind: StoreKind, cover: Cover) async throws {
    let store = try await kind.store()
    let id = try await store.record(ScanFixture.scan(Self.findings))
    let made = try await store.suppress(
      NewSuppression(cover.target, account: cover.account, reason: "ours", owner: "ann", until: ScanFixture.day(9)),
      at: Self.now)
    #expect(made.state == .active && made.createdAt == Self.now && made.until == ScanFixture.day(9))
    let covered = Set(cover.covered.map { Self.findings[$0].fingerprint })
    let listed = try await store.all(id)
    #expect(listed.count == 3)
    for stored in listed {
      #expect(stored.suppression == (covered.contains(stored.finding.fingerprint) ? made : nil))
      #expect(stored.expiredSuppression == nil)
      let one = try await store.finding(stored.finding.fingerprint, account: nil, at: Self.now)
      #expect(one.suppression == stored.suppression)
    }
    for isSuppressed in [true, false] {
      var filter = FindingFilter()
      filter.isSuppressed = isSuppressed
      let kept = try await store.all(id, filter).map(\.finding.fingerprint)
      #expect(kept.allSatisfy { covered.contains($0) == isSuppressed })
      #expect(kept.count == (isSuppressed ? covered.count : 3 - covered.count))
    }
    #expect(try await store.suppressions(includesEnded: false, at: Self.now) == [made])
  }

  @Test(arguments: StoreKind.allCases)
  func oneThatIsPastItsDateIsSaidAndDoesNotCount(kind: StoreKind) async throws {
    let store = try await kind.store()
    let finding = Self.findings[0]
    let id = try await store.record(ScanFixture.scan([finding]))
    let made = try await store.suppress(
      NewSuppression(.rule(finding.rule), reason: "until the move", until: ScanFixture.day(5)), at: Self.now)
    var filter = FindingFilter()
    filter.isSuppressed = true
    let before = Timestamp(seconds: ScanFixture.day(5).seconds - 1)
    #expect(try await store.all(id, filter, at: before).count == 1)
    #expect(try await store.all(id, filter, at: ScanFixture.day(5)).isEmpty)
    let stored = try #require(try await store.all(id, at: ScanFixture.day(5)).first)
    #expect(stored.suppression == nil && stored.expiredSuppression?.id == made.id)
    #expect(stored.expiredSuppression?.state == .expired)
    #expect(try await store.suppressions(includesEnded: false, at: ScanFixture.day(5)).isEmpty)
    #expect(try await store.suppressions(includesEnded: true, at: ScanFixture.day(5)).map(\.state) == [.expired])
    // The same may be suppressed again.
    let again = try await store.suppress(NewSuppression(.rule(finding.rule), reason: "longer"), at: ScanFixture.day(6))
    let covered = try #require(try await store.all(id, at: ScanFixture.day(6)).first)
    #expect(covered.suppression == again && covered.expiredSuppression == nil)
  }

  @Test(arguments: StoreKind.allCases)
  func oneThatWasRemovedStaysInTheList(kind: StoreKind) async throws {
    let store = try await kind.store()
    let finding = Self.findings[0]
    let id = try await store.record(ScanFixture.scan([finding]))
    let made = try await store.suppress(NewSuppression(.finding(finding.fingerprint), reason: "x"), at: Self.now)
    let removed = try await store.unsuppress(made.id, at: ScanFixture.day(1))
    #expect(removed.state == .removed && removed.removedAt == ScanFixture.day(1) && removed.reason == "x")
    #expect(try await store.unsuppress(made.id, at: ScanFixture.day(2)) == removed)
    let stored = try #require(try await store.all(id).first)
    #expect(stored.suppression == nil && stored.expiredSuppression == nil)
    #expect(try await store.suppressions(includesEnded: false, at: Self.now).isEmpty)
    #expect(try await store.suppressions(includesEnded: true, at: Self.now) == [removed])
    for id in [0, made.id + 1, .max] {
      #expect(await errorCode { _ = try await store.unsuppress(id, at: Self.now) } == .notFound)
    }
    // A number is never given again.
    #expect(
      try await store.suppress(NewSuppression(.finding(finding.fingerprint), reason: "y"), at: Self.now).id > made.id)
  }

  @Test(arguments: StoreKind.allCases)
  func theNarrowestCounts(kind: StoreKind) async throws {
    let store = try await kind.store()
    let finding = Self.findings[0]
    let id = try await store.record(ScanFixture.scan([finding]))
    let targets: [SuppressionTarget] = [
      .rule(finding.rule), .resource(rule: finding.rule, finding.urn), .finding(finding.fingerprint),
    ]
    for target in targets {
      let made = try await store.suppress(NewSuppression(target, reason: "x"), at: Self.now)
      #expect(try await store.all(id).first?.suppression == made)
    }
    // What is of the account alone is another one than what is of all; of two the one that ends last counts.
    let own = NewSuppression(
      .finding(finding.fingerprint), account: ScanFixture.account, reason: "x", until: ScanFixture.day(3))
    _ = try await store.suppress(own, at: Self.now)
    #expect(try await store.all(id).first?.suppression?.account == nil)
  }

  static let refused = [
    NewSuppression(.rule("DO-COST-001"), reason: ""),
    NewSuppression(.rule("DO-COST-001"), reason: String(repeating: "x", count: 1_001)),
    NewSuppression(.rule(""), reason: "x"),
    NewSuppression(.rule("a\0"), reason: "x"),
    NewSuppression(.rule(String(repeating: "x", count: 65)), reason: "x"),
    NewSuppression(.rule("DO-COST-001"), reason: "x", owner: ""),
    NewSuppression(.rule("DO-COST-001"), account: "", reason: "x"),
    NewSuppression(.rule("DO-COST-001"), reason: "x", until: now),
    NewSuppression(.finding("012345"), reason: "x"),
    NewSuppression(.finding("0123456789abcdeg"), reason: "x"),
    NewSuppression(.resource(rule: "DO-COST-001", URN("")), reason: "x"),
    NewSuppression(.resource(rule: "DO-COST-001", URN(.droplet, String(repeating: "1", count: 1_000))), reason: "x"),
  ]

  @Test(arguments: StoreKind.allCases, refused)
  func whatCannotBeKeptIsRefused(kind: StoreKind, suppression: NewSuppression) async throws {
    let store = try await kind.store()
    #expect(await errorCode { _ = try await store.suppress(suppression, at: Self.now) } == .usage)
    #expect(try await store.suppressions(includesEnded: true, at: Self.now).isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func textsOfAnyKindAreKept(kind: StoreKind) async throws {
    let store = try await kind.store()
    let reason = String(repeating: "🦭", count: 1_000)
    let finding = ScanFixture.finding("x\0y")
    let id = try await store.record(ScanFixture.scan([finding]))
    let made = try await store.suppress(
      NewSuppression(.resource(rule: finding.rule, finding.urn), reason: reason, owner: "a\0b"), at: Self.now)
    #expect(made.reason == reason && made.owner == "a\u{FFFD}b")
    #expect(try await store.all(id).first?.suppression == made)
    var filter = FindingFilter()
    filter.isSuppressed = true
    #expect(try await store.all(id, filter).count == 1)
  }

  @Test(arguments: StoreKind.allCases)
  func ofManyAtOnceOneIsMade(kind: StoreKind) async throws {
    let store = try await kind.store()
    for round in 0..<20 {
      let (made, refused) = (Count(), Count())
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<4 {
          group.addTask {
            let code = await errorCode {
              _ = try await store.suppress(NewSuppression(.rule("\(round)"), reason: "x"), at: Self.now)
            }
            if code == nil { made.increase() }
            if code == .conflict { refused.increase() }
          }
        }
      }
      #expect(made.value == 1 && refused.value == 3)
    }
  }

  @Test func theNamesOfJSONAreThoseOfScripts() async throws {
    let store = try await StoreKind.sqlite.store()
    for target in [.rule("R"), .resource(rule: "R", URN(.droplet, "1")), .finding("0123456789abcdef")]
      as [SuppressionTarget]
    {
      let made = try await store.suppress(NewSuppression(target, account: "a", reason: "x"), at: Self.now)
      let removed = try await store.unsuppress(made.id, at: Self.now)
      let data = try JSONEncoder().encode(removed)
      #expect(try JSONDecoder().decode(Suppression.self, from: data) == removed)
      let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      let names = ["account", "created_at", "id", "reason", "removed_at", "state"]
      let own = [
        target.fingerprint.map { _ in "fingerprint" }, target.rule.map { _ in "rule" }, target.urn.map { _ in "urn" },
      ]
      #expect(object?.keys.sorted() == (names + own.compactMap(\.self)).sorted())
    }
    let nothing = #"{"id":1,"reason":"x","created_at":"2026-01-01T00:00:00Z","state":"active"}"#
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Suppression.self, from: Data(nothing.utf8)) }
  }
}
