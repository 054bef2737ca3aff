import Foundation
import IpaiAdvisor
import IpaiCore
import Synchronization
import Testing

/// What a scan makes of an API that fails: what was read is judged, what was not is said, and nothing wrong is found.
struct ScanFaultTests {
  /// A fault of the stand-in, and what the state of the Droplets has to say.
  struct Fault: Sendable, CustomTestStringConvertible {
    let kind: String
    let path: String
    let times: Int
    let collection: IpaiAdvisor.Collection
    let status: CollectionState.Status
    let reason: String?

    var testDescription: String { "\(kind) of \(path)" }
  }

  static let faults = [
    Fault(kind: "429", path: "^/v2/volumes", times: 1, collection: .volumes, status: .complete, reason: nil),
    Fault(kind: "500", path: "^/v2/volumes", times: 2, collection: .volumes, status: .complete, reason: nil),
    Fault(kind: "503", path: "^/v2/volumes", times: 0, collection: .volumes, status: .failed, reason: "status 503"),
    Fault(kind: "close", path: "^/v2/volumes", times: 1, collection: .volumes, status: .complete, reason: nil),
    Fault(
      kind: "html", path: "^/v2/volumes", times: 0, collection: .volumes, status: .failed, reason: "not valid JSON"),
    Fault(kind: "truncated", path: "^/v2/volumes", times: 0, collection: .volumes, status: .failed, reason: nil),
    Fault(kind: "403", path: "^/v2/volumes", times: 0, collection: .volumes, status: .denied, reason: "may not read"),
    Fault(kind: "422", path: "^/v2/volumes", times: 0, collection: .volumes, status: .failed, reason: "status 422"),
    Fault(
      kind: "huge", path: "^/v2/volumes", times: 0, collection: .volumes, status: .failed, reason: "more than 32 MiB"),
    Fault(
      kind: "429-no-retry-after", path: "^/v2/volumes", times: 1, collection: .volumes, status: .complete, reason: nil),
    Fault(kind: "no-room", path: "^/v2/volumes", times: 1, collection: .volumes, status: .complete, reason: nil),
    Fault(
      kind: "no-key", path: "^/v2/firewalls", times: 0, collection: .firewalls, status: .failed,
      reason: "no list of firewalls"),
    Fault(
      kind: "null-key", path: "^/v2/firewalls", times: 0, collection: .firewalls, status: .failed,
      reason: "no list of firewalls"),
    // An app is counted, and none is listed.
    Fault(kind: "no-key", path: "^/v2/apps", times: 0, collection: .apps, status: .failed, reason: "no list of apps"),
    Fault(
      kind: "no-key", path: "/backups/policies", times: 0, collection: .backupPolicies, status: .failed,
      reason: "no policies"),
    Fault(
      kind: "null-key", path: "/upgrades$", times: 0, collection: .kubernetesUpgrades, status: .complete, reason: nil),
    Fault(
      kind: "404", path: "/v2/databases/[^/]+/backups", times: 0, collection: .databaseBackups, status: .partial,
      reason: "not offered or gone"),
  ]

  /// The account in which one thing after the other fails.
  private static let account = Result { try StandIn(["--seed", "21", "--size", "60"]) }

  @Test(.serialized, arguments: faults)
  func isSaidAndFindsNothingWrong(_ fault: Fault) async throws {
    let standIn = try Self.account.get()
    let text = #"[{"path":"\#(fault.path)","kind":"\#(fault.kind)","times":\#(fault.times)}]"#
    _ = try await standIn.ask("POST", "_faults", text.replacingOccurrences(of: "\\", with: "\\\\"))
    let outcome = try await standIn.scan(StandIn.unlimited)
    let state = try #require(outcome.facts.states[fault.collection])
    #expect(state.status == fault.status, "\(state)")
    if let reason = fault.reason { #expect(state.reason?.contains(reason) ?? false, "\(state)") }
    let expected = try JSONDecoder().decode(
      SeededAccountTests.Expected.self, from: try await standIn.ask("GET", "_expected"))
    let wanted = Set(expected.findings.map { "\($0.rule) \($0.urn) \($0.subKey ?? "-")" })
    let found = Set(
      Judge().assess(AccountView(outcome.facts)).findings.map { "\($0.rule) \($0.urn.text) \($0.subKey ?? "-")" })
    #expect(found.subtracting(wanted).sorted() == [])
  }

  /// Several pages, of which one comes again, or leads elsewhere: what was read stays, and it is said.
  @Test(arguments: [("repeat-page", "comes again"), ("foreign-next", "another host")])
  func aListThatGoesAstrayIsPartial(_ kind: String, _ reason: String) async throws {
    let standIn = try StandIn(["--seed", "22", "--size", "800"])
    _ = try await standIn.ask("POST", "_faults", #"[{"path":"^/v2/droplets\\?","kind":"\#(kind)","times":0}]"#)
    var options = StandIn.unlimited
    options.hasMetrics = false
    let outcome = try await standIn.scan(options)
    let state = try #require(outcome.facts.states[.droplets])
    #expect(state.status == .partial && (state.reason?.contains(reason) ?? false), "\(state)")
    #expect(!outcome.facts.droplets.isEmpty)
    guard kind == "repeat-page" else { return }
    let requests = try await standIn.requests()
    _ = try await standIn.ask("POST", "_faults", "[]")
    _ = try await standIn.scan(options)
    #expect(try await standIn.requests() > 2 * requests - 5)
  }

  @Test func aTotalThatIsNotReachedIsReadOnceMore() async throws {
    let standIn = try StandIn(["--seed", "23", "--size", "60"])
    try await standIn.fail("lying-total", "^/v2/volumes", times: 1)
    let settled = try await standIn.scan(StandIn.brief)
    #expect(settled.facts.states[.volumes]?.status == .complete && settled.warnings == [])
    try await standIn.fail("lying-total", "^/v2/volumes")
    let outcome = try await standIn.scan(StandIn.brief)
    let state = try #require(outcome.facts.states[.volumes])
    #expect(state.status == .partial && state.reason?.hasPrefix("the API counts ") ?? false, "\(state)")
    #expect(outcome.facts.volumes == settled.facts.volumes)
  }

  /// The list is read once more for its total, and that fails: the first reading stays, as a part.
  @Test func whatWasReadStaysWhereReadingItAgainFails() async throws {
    let standIn = try StandIn(["--seed", "23", "--size", "60"])
    let plain = try await standIn.scan(StandIn.brief)
    let faults = [("lying-total", 1), ("422", 0)].map { kind, times in
      #"{"path":"^/v2/volumes","kind":"\#(kind)","times":\#(times)}"#
    }
    _ = try await standIn.ask("POST", "_faults", "[\(faults.joined(separator: ","))]")
    let outcome = try await standIn.scan(StandIn.brief)
    let state = try #require(outcome.facts.states[.volumes])
    #expect(state.status == .partial && state.count == plain.facts.volumes.count, "\(state)")
    #expect(state.reason?.contains("reading it once more failed: the API answers with status 422") ?? false, "\(state)")
    #expect(outcome.facts.volumes == plain.facts.volumes && !plain.facts.volumes.isEmpty)
  }

  /// The second reading breaks off after its first page: more is known from the first one.
  @Test func theLongerOfTwoReadingsStays() async throws {
    let standIn = try StandIn(["--seed", "22", "--size", "800"])
    let plain = try await standIn.scan(StandIn.brief)
    #expect(plain.facts.droplets.count > 200)
    _ = try await standIn.ask(
      "POST", "_faults",
      #"[{"path":"^/v2/droplets\\?.*[?&]page=2","kind":"422","after":1,"times":0},"#
        + #"{"path":"^/v2/droplets\\?per_page=200$","kind":"lying-total","times":1}]"#)
    let outcome = try await standIn.scan(StandIn.brief)
    #expect(outcome.facts.states[.droplets]?.status == .partial)
    #expect(outcome.facts.droplets.count == plain.facts.droplets.count)
  }

  @Test func whatIsListedTwiceCountsOnce() async throws {
    let standIn = try StandIn(["--seed", "26", "--size", "60"])
    let plain = try await standIn.scan(StandIn.brief)
    try await standIn.fail("twice", "^/v2/(volumes|droplets\\?|domains)")
    let outcome = try await standIn.scan(StandIn.brief)
    #expect(outcome.facts.volumes == plain.facts.volumes && !plain.facts.volumes.isEmpty)
    #expect(outcome.facts.droplets == plain.facts.droplets && outcome.facts.domainRecords == plain.facts.domainRecords)
    #expect(outcome.facts.states[.volumes]?.status == .complete && outcome.warnings == [])
  }

  /// The account's hour is used up: it waits until the reset, and says so.
  @Test func aLongWaitIsTold() async throws {
    let standIn = try StandIn(["--seed", "27", "--size", "20"])
    try await standIn.fail("no-room", "^/v2/volumes", times: 1, more: #","seconds":5"#)
    let told = Mutex<Set<String>>([])
    let outcome = try await standIn.scan(StandIn.brief) { progress in
      _ = told.withLock { $0.insert(progress.phase) }
    }
    #expect(outcome.facts.states[.volumes]?.status == .complete)
    let waits = told.withLock { $0.filter { $0.hasPrefix("waiting for the API until ") } }
    // Requests that wait for the same moment say the same, but for a second where it lies between two.
    #expect((1...2).contains(waits.count), "\(told.withLock(\.self))")
  }

  @Test func aTokenThatIsRefusedInTheMiddleEndsTheScan() async throws {
    let standIn = try StandIn(["--seed", "24", "--size", "60"])
    _ = try await standIn.ask("POST", "_faults", #"[{"path":"^/v2/firewalls","kind":"401","times":0}]"#)
    let error = await #expect(throws: IpaiError.self) { try await standIn.scan(StandIn.unlimited) }
    #expect(error?.code == .denied)
  }

  /// What was read before an interruption is not asked for again, and two scans do not write one journal.
  @Test func anInterruptedScanGoesOn() async throws {
    let standIn = try StandIn(["--seed", "25", "--size", "60"])
    let path = FileManager.default.temporaryDirectory.appending(path: "scan-\(UUID().uuidString).jsonl").path
    defer { unlink(path) }
    let now = FactTime(Timestamp(Date()))
    func journal() throws -> ScanJournal {
      try ScanJournal(path: path, address: "a", token: Secret("t"), hasMetrics: true, now: now)
    }
    try await interrupted(standIn, journal)
    _ = try await standIn.ask("POST", "_faults", "[]")
    _ = try await standIn.ask("POST", "_reset", "{}")
    let second = try journal()
    #expect(second.resumed > 50)
    let interruption = FactTime(Timestamp(Date()))
    try await Task.sleep(for: .seconds(1.1))
    let outcome = try await standIn.scan(StandIn.unlimited, journal: second)
    #expect(outcome.takenOver == second.resumed)
    let words = "goes on with an interrupted scan of \(now.timestamp.rfc3339): \(second.resumed) answers taken over"
    #expect(outcome.warnings.first == words, "\(outcome.warnings)")
    #expect(try #require(outcome.facts.states[.droplets]).readAt <= interruption)
    #expect(try #require(outcome.facts.states[.appMetrics]).readAt <= interruption)
    #expect(try #require(outcome.facts.states[.dropletMetrics]).readAt <= FactTime(Timestamp(Date())))
    let resumed = try await standIn.requests()
    second.finish()
    _ = try await standIn.ask("POST", "_reset", "{}")
    let whole = try await standIn.scan(StandIn.unlimited)
    #expect(resumed + second.resumed <= (try await standIn.requests()) + 2)
    #expect(outcome.facts.droplets == whole.facts.droplets && outcome.facts.databases == whole.facts.databases)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  private func interrupted(_ standIn: StandIn, _ journal: () throws -> ScanJournal) async throws {
    let first = try journal()
    #expect(throws: IpaiError.self) { try journal() }
    let faults = #"[{"path":"^/v2/monitoring/metrics/droplet/cpu","kind":"401","after":3,"times":0}]"#
    _ = try await standIn.ask("POST", "_faults", faults)
    await #expect(throws: IpaiError.self) { try await standIn.scan(StandIn.unlimited, journal: first) }
  }
}
