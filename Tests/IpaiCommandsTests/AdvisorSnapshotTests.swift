import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai advisor snapshot` with accounts of a stand-in of DigitalOcean's API.
@Suite struct AdvisorSnapshotTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func snapshot(_ words: [String], _ standIn: DigitalOceanStandIn? = nil) async -> CommandRun {
    await ipai(["snapshot"] + words, standIn)
  }

  private func ipai(_ words: [String], _ standIn: DigitalOceanStandIn? = nil) async -> CommandRun {
    var environment = TestRepository.environment.filter { $0.key == "PATH" }
    if let standIn {
      environment["DIGITALOCEAN_ACCESS_TOKEN"] = "dop_v1_0123456789abcdef0123456789abcdef"
      environment["DIGITALOCEAN_API_URL"] = standIn.address
    }
    return await CommandRun.awaiting(["advisor"] + words, home: home, environment: environment)
  }

  private func fingerprints(_ run: CommandRun) throws -> [String] {
    try run.output.split(separator: "\n").map { line in
      let finding = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return try #require(finding?["fingerprint"] as? String)
    }
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func whatTheyWriteIsDocumented() async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "3", "--size", "60"])
    let narrow = try DigitalOceanStandIn(["--seed", "3", "--size", "60", "--without", "account:read"])
    let (file, other) = (home.file("a.json"), home.file("b.json"))
    var keys: [[Set<String>]] = [[], [], []]
    for source in [standIn, narrow] {
      let runs = [
        await snapshot(["save", file, "--no-metrics", "--format", "json"], source),
        await snapshot(["load", file, "--format", "json"]),
        await snapshot(["redact", file, "--output", other, "--format", "json"]),
      ]
      for (index, run) in runs.enumerated() {
        #expect(run.status == 0, "\(run.error)")
        keys[index].append(JSONKey.paths(in: run.json))
      }
    }
    try JSONKey.check("ipai advisor snapshot save", keys[0])
    try JSONKey.check("ipai advisor snapshot load", keys[1])
    try JSONKey.check("ipai advisor snapshot redact", keys[2])
  }

  /// What is saved is judged as the account itself is.
  @Test func whatIsSavedIsJudgedLikeTheAccount() async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "7", "--size", "60"])
    let file = home.file("account.json")
    let saved = await snapshot(["save", file, "--no-metrics"], standIn)
    #expect(saved.status == 0 && saved.output.contains("written to \(file)"), "\(saved.error)")
    #expect(try mode(file) == 0o600)
    let live = await ipai(["scan", "--no-metrics", "--no-record", "--format", "jsonl"], standIn)
    let offline = await ipai(["scan", "--offline", file, "--format", "jsonl"])
    #expect(offline.status == 0, "\(offline.error)")
    #expect(try fingerprints(offline) == fingerprints(live) && !fingerprints(live).isEmpty)
    let loaded = await snapshot(["load", file])
    #expect(loaded.status == 0 && loaded.output.contains("format 1"), "\(loaded.error)")
    #expect(loaded.output.contains("droplet metrics") && loaded.output.contains("it was not asked for"))
  }

  @Test func theInputOfARedactionIsNotReplacedUnasked() async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "7", "--size", "60"])
    let (file, link, shared) = (home.file("account.json"), home.file("link.json"), home.file("shared.json"))
    _ = await snapshot(["save", file, "--no-metrics"], standIn)
    let before = try Data(contentsOf: URL(filePath: file))
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
    for path in [file, link] {
      let refused = await snapshot(["redact", file, "--output", path])
      #expect(refused.status != 0 && refused.error.contains("is the snapshot itself"), "\(refused.error)")
    }
    #expect(try Data(contentsOf: URL(filePath: file)) == before)
    let redacted = await snapshot(["redact", file, "--output", shared])
    #expect(try redacted.status == 0 && mode(shared) == 0o600, "\(redacted.error)")
    let findings = await ipai(["scan", "--offline", shared])
    #expect(findings.status == 0, "\(findings.error)")
    let replaced = await snapshot(["redact", file, "--output", file, "--overwrite"])
    #expect(replaced.status == 0, "\(replaced.error)")
    #expect(try Data(contentsOf: URL(filePath: file)) != before)
  }

  @Test func whatIsNoSnapshotIsSaid() async throws {
    let file = home.file("account.json")
    let none = await snapshot(["load", file])
    #expect(none.status == 66 && none.error.contains("there is no file"), "\(none.error)")
    try "{\"format\":99}".write(toFile: file, atomically: true, encoding: .utf8)
    let newer = await snapshot(["load", file])
    #expect(newer.status == 78 && newer.error.contains("has the format 99"), "\(newer.error)")
    let output = home.file("out.json")
    let redacted = await snapshot(["redact", file, "--output", output])
    #expect(redacted.status == 78 && !FileManager.default.fileExists(atPath: output), "\(redacted.error)")
  }
}
