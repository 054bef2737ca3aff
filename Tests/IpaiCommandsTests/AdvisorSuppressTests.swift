import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai advisor suppress` takes what can be meant, and says what is wrong with anything else.
@Suite struct AdvisorSuppressTests {
  private static let decision = ["--owner", "ada", "--until", "90d"]
  private let desk: AdvisorDesk

  init() throws { desk = try AdvisorDesk() }

  private func suppress(_ words: [String], reason: String = "ours") async -> CommandRun {
    await desk.ipai(["suppress"] + words + ["--reason", reason] + Self.decision)
  }

  @Test func whatCannotBeMeantIsRefused() async throws {
    _ = await desk.ipai(["scan", "--no-metrics"])
    for reason in ["   ", "\u{A0}\t", ""] {
      let blank = await suppress(["DO-SEC-001"], reason: reason)
      #expect(
        blank.status == 64 && blank.error.contains("reason must be a text of 1 to 1000 characters that is not blank"),
        "\(blank.error)")
    }
    let long = await suppress(["DO-SEC-001"], reason: String(repeating: "é", count: 1_001))
    #expect(
      long.status == 64 && long.error.contains("reason must be a text of 1 to 1000 characters that is not blank"),
      "\(long.error)")
    let owner = await desk.ipai(
      ["suppress", "DO-SEC-001", "--reason", "x", "--owner", " ", "--until", "never"])
    #expect(
      owner.status == 64 && owner.error.contains("owner must be a text of 1 to 200 characters that is not blank"),
      "\(owner.error)")
    let typo = await suppress(["DO-SEC-001", "--resource", "web-1"])
    #expect(typo.status == 64 && typo.error.contains("'web-1' is no URN"), "\(typo.error)")
    #expect(typo.error.contains("ipai advisor findings --rule DO-SEC-001 --all --format json"), "\(typo.error)")
    let kind = await suppress(["DO-SEC-001", "--resource", "do:server:1"])
    #expect(kind.status == 64 && kind.error.contains("'do:server:1' is no URN"), "\(kind.error)")
    let gone = await suppress(["DO-SEC-001", "--resource", "do:droplet:1"])
    #expect(gone.status == 66 && gone.error.contains("has no do:droplet:1"), "\(gone.error)")
    let other = await suppress(["DO-SEC-007", "--resource", "do:droplet:1"])
    #expect(
      other.status == 64 && other.error.contains("DO-SEC-007 is about databases, and not about do:droplet:1"),
      "\(other.error)")
    #expect(await desk.ipai(["suppressions"]).output.contains("nothing is suppressed"))
  }

  @Test func aResourceOfTheAccountIsTaken() async throws {
    _ = await desk.ipai(["scan", "--no-metrics"])
    for finding in try AdvisorDesk.findings(try await desk.object(["findings", "--all"])).prefix(40) {
      let (rule, urn) = (try #require(finding["rule"] as? String), try #require(finding["urn"] as? String))
      let run = await suppress([rule, "--resource", urn])
      #expect(run.status == 0 || run.status == 65, "\(rule) \(urn): \(run.error)")
    }
  }

  @Test(arguments: ["90D", "5 d", "2 W"])
  func aTimeWithABlankOrACapitalIsNoDateThatIsOver(_ until: String) async throws {
    _ = await desk.ipai(["scan", "--no-metrics"])
    let run = await desk.ipai(["suppress", "DO-SEC-001", "--reason", "x", "--owner", "ada", "--until", until])
    #expect(run.status == 64 && run.error.contains("'\(until)' is not a date"), "\(run.error)")
  }

  /// Whoever explains a finding sees who decided to leave it.
  @Test func theDecisionIsExplained() async throws {
    _ = await desk.ipai(["scan", "--no-metrics"])
    let all = try AdvisorDesk.fingerprints(try await desk.object(["findings", "--all"]))
    let until = ["--owner", "ada", "--until"]
    _ = await desk.ipai(["suppress", all[0], "--reason", "behind the VPN"] + until + ["2999-02-28"])
    let dated = await desk.ipai(["explain", all[0]])
    #expect(dated.output.contains("  suppressed until 2999-02-28 by ada: behind the VPN\n"), "\(dated.output)")
    _ = await desk.ipai(["suppress", all[1], "--reason", "behind the VPN"] + until + ["never"])
    let endless = await desk.ipai(["explain", all[1]])
    #expect(endless.output.contains("  suppressed with no end date by ada: behind the VPN\n"), "\(endless.output)")
  }
}
