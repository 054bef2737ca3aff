import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// Which findings make a job of CI fail, and how that is said.
@Suite struct AdvisorFailingTests {
  private let desk: AdvisorDesk

  init() throws { desk = try AdvisorDesk() }

  /// The words of a scan that fails on one new finding of many, and the fingerprint of that one.
  private func oneNew() async throws -> (words: [String], new: String, all: [String]) {
    let file = try await desk.snapshot()
    let answer = try await desk.object(["scan", "--offline", file])
    let high = try AdvisorDesk.findings(answer).filter { $0["severity"] as? String == "high" }
    let new = try #require(high.last?["fingerprint"] as? String)
    let known = try desk.baseline(answer, without: new)
    let all = try AdvisorDesk.fingerprints(answer)
    return (["scan", "--offline", file, "--fail-on", "high", "--baseline", known], new, all)
  }

  @Test func whatFailsIsNamed() async throws {
    let (words, new, all) = try await oneNew()
    let answer = try await desk.object(words)
    #expect(answer["failing"] as? Int == 1 && answer["failing_findings"] as? [String] == [new])
    let changes = try #require(answer["changes"] as? [String: String])
    #expect(changes[new] == "new" && Set(changes.keys) == Set(all))
    #expect(changes.filter { $0.value == "unchanged" }.count == all.count - 1)
    let table = await desk.ipai(words)
    let part = try #require(table.output.components(separatedBy: "Fails on high or higher\n").dropFirst().first)
    let line = try #require(part.split(separator: "\n").first)
    #expect(line.contains("HIGH") && line.contains(new.prefix(8)), "\(part.prefix(300))")
    #expect(part.split(separator: "\n").dropFirst().first?.contains(new.prefix(8)) == false)
    #expect(table.status == 1 && table.error.contains("1 new finding of severity high or higher"), "\(table.error)")
    for format in ["markdown", "html"] {
      let report = await desk.ipai(words + ["--format", format])
      #expect(report.output.contains("Fails on high or higher"), "\(format)")
      #expect(report.output.contains(new), "\(format)")
    }
    let lines = await desk.ipai(words + ["--format", "csv"]).output.components(separatedBy: "\r\n")
    #expect(lines[0].hasSuffix(",change,fails"))
    #expect(lines.filter { $0.hasSuffix(",new,yes") }.map { String($0.prefix(16)) } == [new])
    #expect(lines.filter { $0.hasSuffix(",unchanged,no") }.count == all.count - 1)
  }

  /// SARIF 2.1.0, section 3.27.24.
  @Test func readersOfSARIFSeeWhatIsNew() async throws {
    let (words, new, all) = try await oneNew()
    let log = try #require(await desk.ipai(words + ["--format", "sarif"]).json as? [String: Any])
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    var states: [String: String] = [:]
    for result in results {
      let prints = try #require(result["partialFingerprints"] as? [String: String])
      states[try #require(prints["ipaiAdvisor/v1"])] = result["baselineState"] as? String
    }
    #expect(states[new] == "new" && states.filter { $0.value == "unchanged" }.count == all.count - 1)
    let alone = await desk.ipai(Array(words.prefix(3)) + ["--format", "sarif"])
    #expect(!alone.output.contains("baselineState"))
  }

  /// The hint can be typed, says what to do, and reads no account.
  @Test func theHintLeadsToTheFinding() async throws {
    let (words, new, _) = try await oneNew()
    let offline = try AdvisorDesk.command(in: await desk.ipai(words).error)
    #expect(offline == ["explain", new, "--offline", words[2]])
    let explained = await desk.ipai(offline)
    #expect(explained.status == 0 && explained.output.contains("What it rests on"), "\(explained.error)")
    let saved = desk.home.file("saved.json")
    let kept = await desk.ipai(["scan", "--no-metrics", "--no-record", "--save", saved, "--fail-on", "high"])
    #expect(try AdvisorDesk.command(in: kept.error).suffix(2) == ["--offline", saved])
    let lost = try AdvisorDesk.command(
      in: await desk.ipai(["scan", "--no-metrics", "--no-record", "--fail-on", "high"]).error)
    #expect(lost.prefix(2) == ["rules", "show"])
    #expect(await desk.ipai(lost).status == 0)
    let recorded = try AdvisorDesk.command(in: await desk.ipai(["scan", "--no-metrics", "--fail-on", "high"]).error)
    #expect(recorded.first == "explain" && recorded.count == 2)
    #expect(await desk.ipai(recorded).status == 0)
  }

  @Test func whatIsShownDoesNotChangeWhatFails() async throws {
    let file = try await desk.snapshot()
    let words = ["scan", "--offline", file, "--fail-on", "low"]
    let whole = try await desk.object(words)
    let narrow = try await desk.object(words + ["--severity", "critical"])
    #expect(narrow["failing"] as? Int == whole["failing"] as? Int)
    #expect(narrow["failing_findings"] as? [String] == whole["failing_findings"] as? [String])
    #expect(try AdvisorDesk.findings(narrow).allSatisfy { $0["severity"] as? String == "critical" })
    let table = await desk.ipai(["scan", "--offline", file, "--severity", "critical", "--fail-on", "high"])
    #expect(table.status == 1 && table.error.contains("of severity high or higher"), "\(table.error)")
    let high = try AdvisorDesk.findings(whole).first { $0["severity"] as? String == "high" }
    let hidden = try #require(high?["fingerprint"] as? String)
    #expect(table.output.contains(hidden.prefix(8)), "what fails is listed, even where it is not shown otherwise")
    let money = try await desk.object(words + ["--category", "cost"])
    #expect(try #require(money["failing"] as? Int) < (try #require(whole["failing"] as? Int)))
  }

  /// As with a baseline, a scope that the token got makes no job fail.
  @Test func whatIsNewlyJudgedSinceTheLastScanFailsNothing() async throws {
    let narrow = try DigitalOceanStandIn(["--seed", "5", "--size", "60", "--without", "droplet:read"])
    #expect(await desk.ipai(["scan", "--no-metrics"], of: narrow).status == 0)
    let words = ["scan", "--since-last", "--no-record", "--no-metrics", "--fail-on", "info"]
    let answer = try await desk.object(words)
    let changes = try #require(answer["changes"] as? [String: String])
    #expect(!changes.isEmpty && changes.allSatisfy { $0.value == "newly_judged" })
    #expect(answer["failing"] as? Int == 0)
  }
}
