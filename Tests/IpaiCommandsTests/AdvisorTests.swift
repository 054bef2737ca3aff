import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai advisor` on accounts of a stand-in of DigitalOcean's API.
@Suite struct AdvisorTests {
  private static let token = "dop_v1_0123456789abcdef0123456789abcdef"
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func ipai(_ words: [String], _ standIn: DigitalOceanStandIn? = nil, token: String? = token) async
    -> CommandRun
  {
    var environment = TestRepository.environment.filter { $0.key == "PATH" }
    environment["DIGITALOCEAN_ACCESS_TOKEN"] = token
    environment["DIGITALOCEAN_API_URL"] = standIn?.address
    return await CommandRun.awaiting(["advisor"] + words, home: home, environment: environment)
  }

  private func keys(_ words: [String], _ standIn: DigitalOceanStandIn? = nil) async throws -> Set<String> {
    let run = await ipai(words + ["--format", "json"], standIn)
    #expect(run.json != nil, "\(words): \(run.error)")
    return JSONKey.paths(in: run.json)
  }

  private func fingerprint(_ run: CommandRun) throws -> String {
    let answer = try #require(run.json as? [String: Any])
    let findings = try #require(answer["findings"] as? [[String: Any]])
    return try #require(findings.first?["fingerprint"] as? String)
  }

  @Test func whatAdvisorWritesIsDocumented() async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "3", "--size", "60"])
    let first = try await keys(["scan", "--no-metrics"], standIn)
    let second = try await keys(["scan", "--fail-on", "critical", "--no-record", "--no-metrics"], standIn)
    let partial = try DigitalOceanStandIn(["--seed", "3", "--size", "60", "--without", "droplet:read"])
    let narrow = try await keys(["scan", "--since-last", "--no-record", "--no-metrics"], partial)
    let file = home.file("account.json")
    _ = await ipai(["snapshot", "save", file, "--no-metrics"], standIn)
    let compared = try await keys(["scan", "--offline", file, "--baseline", file])
    try JSONKey.check("ipai advisor scan", [first, second, narrow, compared])
    var explained: [Set<String>] = []
    var fixes: [Set<String>] = []
    var explainedLast: [String: Any]?
    let scan = await ipai(["scan", "--format", "jsonl", "--no-record", "--no-metrics"], standIn)
    for line in scan.output.split(separator: "\n").prefix(60) {
      let finding = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      if explainedLast == nil { explainedLast = finding }
      let fingerprint = try #require(finding["fingerprint"] as? String)
      explained.append(try await keys(["explain", fingerprint]))
      fixes.append(try await keys(["fix", String(fingerprint.prefix(12))]))
    }
    try JSONKey.check("ipai advisor explain", explained)
    try JSONKey.check("ipai advisor fix", fixes)
    let suppressed = try #require(scan.output.split(separator: "\n").last)
    let last = try #require(try JSONSerialization.jsonObject(with: Data(suppressed.utf8)) as? [String: Any])
    let named = try #require(last["fingerprint"] as? String)
    let (rule, urn) = (try #require(explainedLast?["rule"] as? String), try #require(explainedLast?["urn"] as? String))
    let words = ["--reason", "ours", "--owner", "ada", "--until"]
    let decided = [
      try await keys(["suppress", named] + words + ["90d"]),
      try await keys(["suppress", "do-sec-007", "--every-account"] + words + ["never"]),
      try await keys(["suppress", rule, "--resource", urn] + words + ["never"]),
    ]
    _ = await ipai(["scan", "--no-metrics"], standIn)
    try JSONKey.check(
      "ipai advisor findings",
      [try await keys(["findings", "--status", "all", "--all"]), try await keys(["findings", "--max-results", "1"])])
    try JSONKey.check(
      "ipai advisor score", [try await keys(["score"]), try await keys(["score", "--explain"])])
    try JSONKey.check(
      "ipai advisor history",
      [try await keys(["history", "--all"]), try await keys(["history", "--max-results", "1"])])
    try JSONKey.check(
      "ipai advisor diff",
      [
        try await keys(["diff"]),
        try await keys(["diff", "--change", "unchanged", "--max-results", "1"]),
        try await keys(["diff", "1", "2", "--change", "unchanged", "--all"]),
      ])
    let removed = try await keys(["unsuppress", "3"])
    try JSONKey.check(
      "ipai advisor unsuppress", [removed, try await keys(["unsuppress", "1"]), try await keys(["unsuppress", "2"])])
    try JSONKey.check("ipai advisor suppress", decided + [removed])
    try JSONKey.check(
      "ipai advisor suppressions", [try await keys(["suppressions", "--ended"]), try await keys(["suppressions"])])
    try JSONKey.check("ipai advisor rules list", [try await keys(["rules", "list"])])
    try JSONKey.check("ipai advisor rules show", [try await keys(["rules", "show", "do-cost-001"])])
  }

  @Test func aScanSaysWhatIsWrongAndWhatIsNew() async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "5", "--size", "60"])
    let first = await ipai(["scan", "--no-metrics"], standIn)
    #expect(first.status == 0, "\(first.error)")
    #expect(first.output.contains(" a month to save") && first.output.contains("score "), "\(first.output.suffix(400))")
    let again = await ipai(["scan", "--since-last", "--no-record", "--no-metrics"], standIn)
    #expect(again.output.contains("0 findings of "), "\(again.output.suffix(400))")
    let high = await ipai(["scan", "--severity", "high", "--fail-on", "high", "--no-record", "--no-metrics"], standIn)
    #expect(high.status == 1 && high.error.contains("of severity high or higher"), "\(high.error)")
    #expect(!high.output.contains("MEDIUM"))
  }

  @Test func whatIsSuppressedDoesNotCount() async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "7", "--size", "60"])
    _ = await ipai(["scan", "--no-metrics"], standIn)
    let all = await ipai(["findings", "--all", "--format", "jsonl"])
    let first = try #require(all.output.split(separator: "\n").first)
    let finding = try #require(try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any])
    let fingerprint = try #require(finding["fingerprint"] as? String)
    let score = await ipai(["score"])
    let decided = await ipai(
      ["suppress", String(fingerprint.prefix(8)), "--reason", "ours", "--owner", "ada", "--until", "90d"])
    #expect(decided.status == 0, "\(decided.error)")
    let twice = await ipai(["suppress", fingerprint, "--reason", "ours", "--owner", "ada", "--until", "never"])
    #expect(twice.status == 65 && twice.error.contains("ipai advisor unsuppress 1"), "\(twice.error)")
    let open = await ipai(["findings", "--all", "--format", "jsonl"])
    #expect(!open.output.contains(fingerprint))
    let better = await ipai(["score"])
    #expect(better.output != score.output && better.output.contains("1 suppressed"))
    let removed = await ipai(["unsuppress", "1"])
    #expect(removed.status == 0, "\(removed.error)")
    let later = await ipai(["findings", "--all", "--format", "jsonl"])
    #expect(later.output == all.output)
    #expect(await ipai(["suppressions"]).output.contains("nothing is suppressed"))
    #expect(await ipai(["suppressions", "--ended"]).output.contains("removed on"))
  }

  @Test(arguments: [
    (["suppress", "DO-SEC-001", "--reason", "x", "--owner", "y", "--until", "yesterday"], "to come"),
    (["suppress", "nope", "--reason", "x", "--owner", "y", "--until", "never"], "neither a finding nor a rule"),
    (["suppress", "DO-SEC-001", "--reason", "", "--owner", "y", "--until", "never"], "reason"),
    (
      ["suppress", "abcdef", "--resource", "do:droplet:1", "--reason", "x", "--owner", "y", "--until", "never"],
      "no rule"
    ),
    (["findings", "--after", "x"], "no cursor"), (["unsuppress", "0"], "id"), (["score", "--scan", "-1"], "scan"),
    (["findings", "--account", "nobody"], "no scan of an account 'nobody'"), (["score", "--scan", "99"], "no scan 99"),
    (["unsuppress", "99"], "no suppression 99"),
    (["diff", "--from-snapshot", "/a"], "name both --from-snapshot and --to-snapshot"),
  ])
  func whatCannotBeMeantIsSaid(_ words: [String], _ message: String) async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "7", "--size", "10"])
    _ = await ipai(["scan", "--no-metrics"], standIn)
    let run = await ipai(words)
    #expect([64, 66].contains(run.status) && run.error.contains(message), "\(words): \(run.status) \(run.error)")
  }

  @Test func aSnapshotIsJudgedWithoutTheNetwork() async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "7", "--size", "60"])
    let file = home.file("account.json")
    let live = await ipai(["scan", "--save", file, "--no-metrics", "--format", "jsonl"], standIn)
    #expect(live.status == 0, "\(live.error)")
    let offline = await ipai(["scan", "--offline", file, "--format", "jsonl"], token: nil)
    #expect(offline.status == 0, "\(offline.error)")
    #expect(offline.output == live.output)
    let lines = home.file("lines.jsonl")
    try live.output.write(toFile: lines, atomically: true, encoding: .utf8)
    for baseline in [file, lines] {
      let known = await ipai(["scan", "--offline", file, "--baseline", baseline, "--fail-on", "low"], token: nil)
      #expect(known.status == 0, "\(known.error)")
    }
    #expect(offline.error.contains("could not be fully judged"), "\(offline.error)")
    let part = home.file("part.json")
    let high = await ipai(["scan", "--offline", file, "--severity", "high", "--format", "json"], token: nil)
    try high.output.write(toFile: part, atomically: true, encoding: .utf8)
    let partial = await ipai(["scan", "--offline", file, "--baseline", part, "--fail-on", "low"], token: nil)
    #expect(partial.status == 64 && partial.error.contains("not the whole answer"), "\(partial.error)")
    let other = try DigitalOceanStandIn(["--seed", "8", "--size", "10"])
    let stranger = await ipai(["scan", "--baseline", file, "--fail-on", "low", "--no-metrics", "--no-record"], other)
    #expect(stranger.status == 64 && stranger.error.contains("is of another account"), "\(stranger.error)")
    let nobody = await ipai(["scan", "--offline", file, "--resource", "no-such-thing"], token: nil)
    #expect(nobody.error.contains("no finding is about 'no-such-thing'"), "\(nobody.error)")
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    try "{\"format\":99}".write(toFile: file, atomically: true, encoding: .utf8)
    let newer = await ipai(["scan", "--offline", file], token: nil)
    #expect(newer.status == 78 && newer.error.contains("has the format 99"), "\(newer.error)")
  }

  /// A job of CI does not fail because the token got a scope.
  @Test func whatCouldNotBeJudgedBeforeIsNotNew() async throws {
    let account = ["--seed", "5", "--size", "60"]
    let narrow = try DigitalOceanStandIn(account + ["--without", "droplet:read"])
    let whole = try DigitalOceanStandIn(account)
    let (snapshot, answer) = (home.file("snapshot.json"), home.file("answer.json"))
    let first = await ipai(["scan", "--save", snapshot, "--no-metrics", "--format", "json"], narrow)
    #expect(first.status == 0, "\(first.error)")
    try first.output.write(toFile: answer, atomically: true, encoding: .utf8)
    for file in [snapshot, answer] {
      let held = await ipai(["scan", "--baseline", file, "--fail-on", "low", "--no-record", "--no-metrics"], whole)
      #expect(held.status == 0, "\(file): \(held.error)")
    }
    let all = await ipai(["scan", "--fail-on", "low", "--no-record", "--no-metrics"], whole)
    #expect(all.status == 1, "\(all.error)")
    let since = await ipai(["scan", "--since-last", "--no-metrics", "--format", "json"], whole)
    let told = try #require(since.json as? [String: Any])
    let found = try #require(told["findings"] as? [[String: Any]]).compactMap { $0["fingerprint"] as? String }
    #expect(!found.isEmpty && told["newly_judged"] as? [String] == found)
  }

  @Test(arguments: ["csv", "sarif", "html", "markdown"])
  func everyReportIsWritten(_ format: String) async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "9", "--size", "60"])
    let run = await ipai(["scan", "--no-metrics", "--no-record", "--format", format], standIn)
    #expect(run.status == 0 && run.output.contains("DO-"), "\(run.error)")
    let rules = await ipai(["rules", "list", "--format", format])
    #expect(rules.status == 64 && rules.error.contains("there is no format '\(format)' here"), "\(rules.error)")
    let wrong = await ipai(["scan", "--format", format + "x"])
    #expect(wrong.status == 64 && wrong.error.contains("there is no format '\(format)x' here"), "\(wrong.error)")
    #expect(wrong.error.contains("the formats are table, json, jsonl, csv, sarif, html, markdown"), "\(wrong.error)")
  }

  /// Neither the token nor a password of a database is in what is written, kept or said.
  @Test func nothingSecretIsWritten() async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "11", "--size", "120"])
    let file = home.file("account.json")
    let run = await ipai(["scan", "--save", file, "--no-metrics", "--verbose", "--format", "json"], standIn)
    #expect(run.status == 0, "\(run.error)")
    let snapshot = try String(contentsOfFile: file, encoding: .utf8)
    for text in [run.output, run.error, snapshot] {
      #expect(!text.contains(Self.token) && !text.contains("\"password\"") && !text.contains("\"uri\""))
    }
    let data = try Data(contentsOf: URL(filePath: home.path + "/.local/share/ipai/ipai.db"))
    #expect(data.range(of: Data(Self.token.utf8)) == nil)
  }

  @Test func whatIsWrongWithATokenIsSaid() async throws {
    let standIn = try DigitalOceanStandIn(["--token", "dop_v1_another_token_altogether"])
    let refused = await ipai(["scan"], standIn)
    #expect(refused.status == 77 && refused.error.contains("the token is not accepted"), "\(refused.error)")
    #expect(!refused.error.contains(Self.token))
    let none = await ipai(["scan"], standIn, token: nil)
    #expect(none.status == 64 && none.error.contains("DIGITALOCEAN_ACCESS_TOKEN"), "\(none.error)")
    let context = await ipai(["scan", "--context", "work"], standIn)
    #expect(context.status == 66 && context.error.contains("doctl has no configuration"), "\(context.error)")
  }

  @Test func aContextOfDoctlIsRead() async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "3", "--size", "5", "--token", "dop_v1_of_the_context_work"])
    let folder = home.path + "/.config/doctl"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "access-token: dop_v1_default_token\nauth-contexts:\n  work: dop_v1_of_the_context_work\n"
      .write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
    let run = await ipai(["scan", "--context", "work", "--no-metrics"], standIn, token: nil)
    #expect(run.status == 0, "\(run.error)")
    let unknown = await ipai(["scan", "--context", "home"], standIn, token: nil)
    #expect(unknown.status == 66 && unknown.error.contains("no context 'home'"), "\(unknown.error)")
  }

  @Test func aPolicyLeavesAlone() async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "13", "--size", "60"])
    let file = home.file("account.json")
    _ = await ipai(["scan", "--save", file, "--no-metrics"], standIn)
    let policy = home.file("policy.yaml")
    try "prices:\n  volume_gib: 1\n".write(toFile: policy, atomically: true, encoding: .utf8)
    let undated = await ipai(["scan", "--offline", file, "--policy", policy], token: nil)
    #expect(undated.status == 78 && undated.error.contains("policy.yaml:2: prices need the 'date'"), "\(undated.error)")
    try "prices:\n  date: 2026-11-01\n  volume_gib: -1\n".write(toFile: policy, atomically: true, encoding: .utf8)
    let negative = await ipai(["scan", "--offline", file, "--policy", policy], token: nil)
    #expect(negative.status == 78 && negative.error.contains("policy.yaml:3:"), "\(negative.error)")
  }

  @Test func aFindingThatIsNotThereIsSaid() async throws {
    let before = await ipai(["explain", "abcdef12"])
    #expect(before.status == 66 && before.error.contains("no scan was recorded yet"), "\(before.error)")
    let standIn = try DigitalOceanStandIn(["--seed", "3", "--size", "60"])
    _ = await ipai(["scan", "--no-metrics"], standIn)
    let unknown = await ipai(["explain", "00000000"])
    #expect(unknown.status == 66, "\(unknown.error)")
    let short = await ipai(["explain", "abc"])
    #expect(short.status == 64, "\(short.error)")
  }

  /// The commands of all findings are one script that a shell takes, in which names of the account stay words.
  @Test func theFixIsAScript() async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "17", "--size", "60"])
    let scan = await ipai(["scan", "--no-metrics", "--format", "jsonl"], standIn)
    let fingerprints = try scan.output.split(separator: "\n").map { line in
      let finding = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return try #require(finding?["fingerprint"] as? String)
    }
    let script = await ipai(["fix", "--shell"] + fingerprints.prefix(100))
    #expect(script.status == 0, "\(script.error)")
    let file = home.file("fix.sh")
    try script.output.write(toFile: file, atomically: true, encoding: .utf8)
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/bash")
    shell.arguments = ["-n", file]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
  }
}
