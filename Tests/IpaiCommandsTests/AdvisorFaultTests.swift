import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai advisor scan` where the server, the disk or the place of a snapshot fails: no answer that was read is lost, and none is made up.
@Suite struct AdvisorFaultTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func scan(_ words: [String], _ address: String, data: String? = nil) async -> CommandRun {
    var environment = TestRepository.environment.filter { $0.key == "PATH" }
    environment["DIGITALOCEAN_ACCESS_TOKEN"] = "dop_v1_0123456789abcdef0123456789abcdef"
    environment["DIGITALOCEAN_API_URL"] = address
    environment["XDG_DATA_HOME"] = data
    return await CommandRun.awaiting(
      ["advisor", "scan", "--no-metrics"] + words, home: home, environment: environment)
  }

  @Test func aServerThatDoesNotAnswerIsNoPass() async throws {
    let run = await scan(["--fail-on", "info"], "http://127.0.0.1:1")
    #expect(run.status == 69 && run.output.isEmpty, "\(run.output.prefix(200))")
    #expect(run.error.contains("http://127.0.0.1:1 cannot be reached"), "\(run.error)")
  }

  @Test func aTokenThatMayReadNothingIsNoPass() async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "3", "--size", "5", "--scopes", ""])
    let run = await scan(["--fail-on", "info"], standIn.address)
    #expect(run.status == 77 && run.error.contains("it lacks account:read"), "\(run.error)")
  }

  @Test func aSnapshotHasItsFolderBeforeAnythingIsRead() async throws {
    let run = await scan(["--save", home.file("nodir/x.snap")], "http://127.0.0.1:1")
    #expect(run.status == 66 && run.error.contains("there is no folder"), "\(run.error)")
    #expect(!FileManager.default.fileExists(atPath: home.file("nodir")))
  }

  /// The disk of the data folder has room for nothing, for the journal alone, or for a part of the database.
  @Test(.enabled(if: SmallDisk.isPossible, "only root can mount"), arguments: [8, 100, 500])
  func aFullDiskCostsNoAnswer(_ kilobytes: Int) async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "7", "--size", "60"])
    let disk = try SmallDisk(kilobytes: kilobytes)
    let run = await scan(["--format", "json"], standIn.address, data: disk.path)
    #expect(run.status == 69, "\(run.error)")
    let answer = try #require(run.json as? [String: Any], "\(run.error)")
    let findings = try #require(answer["findings"] as? [[String: Any]])
    #expect(!findings.isEmpty)
    #expect(run.error.contains("full") || run.error.contains("No space left"), "\(run.error)")
  }

  @Test(.enabled(if: SmallDisk.isPossible, "only root can mount"))
  func aSnapshotThatDoesNotFitCostsNoAnswer() async throws {
    let standIn = try DigitalOceanStandIn(["--seed", "7", "--size", "60"])
    let disk = try SmallDisk(kilobytes: 16)
    let run = await scan(["--format", "json", "--no-record", "--save", disk.file("x.snap")], standIn.address)
    #expect(run.status == 69 && run.error.contains("No space left on device"), "\(run.error)")
    #expect(run.json != nil)
    #expect(!FileManager.default.fileExists(atPath: disk.file("x.snap")))
  }
}
