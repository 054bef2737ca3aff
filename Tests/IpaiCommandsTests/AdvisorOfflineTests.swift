import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// What can be asked about the findings of a snapshot, which are recorded nowhere.
@Suite struct AdvisorOfflineTests {
  private let desk: AdvisorDesk

  init() throws { desk = try AdvisorDesk() }

  @Test func findingsOfASnapshotAreExplained() async throws {
    let file = try await desk.snapshot()
    let finding = try #require(try AdvisorDesk.findings(try await desk.object(["scan", "--offline", file])).first)
    let fingerprint = try #require(finding["fingerprint"] as? String)
    let words = ["explain", String(fingerprint.prefix(8)), "--offline", file]
    let stored = try #require(try await desk.object(words)["stored"] as? [String: Any])
    #expect((stored["finding"] as? [String: Any])?["fingerprint"] as? String == fingerprint)
    #expect(stored["last_scan"] == nil, "it is of no scan")
    let text = await desk.ipai(words)
    #expect(text.status == 0 && text.output.contains("What it rests on"), "\(text.error)")
    let fix = await desk.ipai(["fix", fingerprint, "--offline", file, "--shell"])
    #expect(fix.status == 0 && fix.output.hasPrefix("#"), "\(fix.error)")
    let unknown = await desk.ipai(["explain", "000000", "--offline", file])
    #expect(unknown.status == 66 && unknown.error.contains("there is no finding '000000'"), "\(unknown.error)")
    #expect(unknown.error.contains("ipai advisor scan --offline \(file)"), "\(unknown.error)")
    let short = await desk.ipai(["explain", "abc", "--offline", file])
    #expect(short.status == 64, "\(short.error)")
    let stray = await desk.ipai(["explain", fingerprint, "--offline", file, "--account", "x"])
    #expect(stray.status == 64 && stray.error.contains("--account"), "\(stray.error)")
    let policy = await desk.ipai(["explain", fingerprint, "--policy", file])
    #expect(policy.status == 64 && policy.error.contains("--policy"), "\(policy.error)")
  }

  /// What has no effect on a snapshot was meant for something else.
  @Test(arguments: [["--context", "work"], ["--no-metrics"], ["--requests-per-minute", "9"], ["--max-wait", "1"]])
  func whatIsAboutReadingIsRefused(_ option: [String]) async throws {
    let file = try await desk.snapshot()
    let run = await desk.ipai(["scan", "--offline", file] + option)
    #expect(run.status == 64 && run.error.contains("\(option[0]) says how an account is read"), "\(run.error)")
  }

  @Test func theScoreOfSomeRulesIsNotThatOfTheAccount() async throws {
    let file = try await desk.snapshot()
    let words = ["scan", "--offline", file, "--rule", "DO-SEC-001", "--rule", "DO-COST-001"]
    let table = await desk.ipai(words)
    #expect(table.status == 0 && !table.output.contains("score"), "\(table.output.suffix(200))")
    #expect(try await desk.object(words)["score"] == nil)
    for format in ["markdown", "html"] {
      #expect(!(await desk.ipai(words + ["--format", format])).output.contains("Score"), "\(format)")
    }
  }

  /// All that a rule finds can be fixed without typing its fingerprints.
  @Test func commandsOfAllFindingsOfARuleArePrinted() async throws {
    let file = try await desk.snapshot()
    _ = await desk.ipai(["scan", "--no-metrics"])
    let scan = try await desk.object(["scan", "--offline", file])
    let rule = try #require(try AdvisorDesk.findings(scan).first?["rule"] as? String)
    let wanted = try AdvisorDesk.findings(scan).filter { $0["rule"] as? String == rule }
    for place in [[], ["--offline", file]] {
      let answer = try await desk.object(["fix", "--rule", rule] + place)
      let plans = try #require(answer["plans"] as? [[String: Any]])
      #expect(plans.count == wanted.count && plans.allSatisfy { $0["rule"] as? String == rule })
      let all = try await desk.object(["fix", "--severity", "info"] + place)
      #expect((all["plans"] as? [Any])?.count == scan["total"] as? Int)
    }
    let both = await desk.ipai(["fix", "abcdef", "--rule", rule])
    #expect(both.status == 64 && both.error.contains("fingerprints or"), "\(both.error)")
    let none = await desk.ipai(["fix"])
    #expect(none.status == 64 && none.error.contains("ipai advisor findings"), "\(none.error)")
    let many = await desk.ipai(["fix"] + Array(repeating: "abcdef", count: 101))
    #expect(many.status == 64 && many.error.contains("finding must be at most 100 values, not 101"), "\(many.error)")
  }

  /// A hint that reads the account anew takes minutes.
  @Test func hintsReadNoAccount() async throws {
    _ = await desk.ipai(["scan", "--no-metrics"])
    let unknown = await desk.ipai(["explain", "000000"])
    #expect(unknown.error.contains("ipai advisor findings --status all --all"), "\(unknown.error)")
    let rule = await desk.ipai(["findings", "--rule", "DO-NONE-001"])
    #expect(rule.status == 66 && rule.error.contains("there is no rule 'DO-NONE-001'"), "\(rule.error)")
    #expect(await desk.ipai(["findings", "--rule", "do-sec-001", "--status", "all"]).status != 66)
  }

  /// What following advice saves can be compared at a glance.
  @Test func amountsStandInOneColumn() async throws {
    let desk = try AdvisorDesk(["--seed", "7", "--size", "300"])
    let file = try await desk.snapshot()
    let table = await desk.ipai(["scan", "--offline", file])
    let amount = #/\$[0-9.]+/#
    let rows = table.output.split(separator: "\n").filter { $0.hasPrefix("    ") }
    let ends = rows.compactMap { row in row.ranges(of: amount).last.map { row[..<$0.upperBound].count } }
    #expect(ends.count > 3 && Set(ends).count == 1, "\(table.output)")
  }
}
