import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai advisor doctor` with tokens of a stand-in of DigitalOcean's API.
@Suite struct AdvisorDoctorTests {
  private static let token = "dop_v1_0123456789abcdef0123456789abcdef"
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func doctor(
    _ standIn: DigitalOceanStandIn?, _ words: [String] = [], token: String? = token, other: String? = nil
  ) async -> CommandRun {
    var environment = TestRepository.environment.filter { $0.key == "PATH" }
    environment["DIGITALOCEAN_ACCESS_TOKEN"] = token
    environment["DIGITALOCEAN_API_TOKEN"] = other
    environment["DIGITALOCEAN_API_URL"] = standIn?.address ?? "http://127.0.0.1:1"
    let run = await CommandRun.awaiting(["advisor", "doctor"] + words, home: home, environment: environment)
    for text in [run.output, run.error] { #expect(!text.contains("0123456789abcdef") && !text.contains("dop_v1_")) }
    return run
  }

  @Test func whatItWritesIsDocumented() async throws {
    var keys: [Set<String>] = []
    let narrow = ["--without", "droplet:read,regions:read"]
    for options in [narrow, ["--token-info", "60", "--scopes", "account:read,droplet:create"], ["--token", "x"]] {
      let run = await doctor(try DigitalOceanStandIn(["--size", "5"] + options), ["--format", "json"])
      #expect(run.status == 1 && run.json != nil, "\(run.error)")
      keys.append(JSONKey.paths(in: run.json))
    }
    let none = await doctor(nil, ["--format", "json"], token: nil)
    keys.append(JSONKey.paths(in: none.json))
    try JSONKey.check("ipai advisor doctor", keys)
  }

  @Test func aTokenThatReadsAllIsSaidToBeRight() async throws {
    let standIn = try DigitalOceanStandIn([
      "--size", "5", "--token-info", "0", "--without", "database:view_credentials",
    ])
    let run = await doctor(standIn)
    #expect(run.status == 0, "\(run.error)\(run.output)")
    #expect(run.output.contains("all 28 are there") && run.output.contains("it may change nothing"), "\(run.output)")
    #expect(!run.output.contains("warning") && !run.output.contains("lacks"), "\(run.output)")
    let silent = await doctor(try DigitalOceanStandIn(["--size", "5"]))
    #expect(silent.status == 0 && silent.output.contains("is not known, since DigitalOcean does not say"))
  }

  @Test func whatIsMissingIsSaid() async throws {
    let run = await doctor(try DigitalOceanStandIn(["--size", "5", "--without", "uptime:read"]))
    #expect(run.status == 1 && run.error.contains("1 check failed"), "\(run.error)")
    #expect(run.output.contains("1 of 28 missing: 3 of "), "\(run.output)")
    #expect(run.output.contains("The token lacks uptime:read, which leaves out 3 rules"), "\(run.output)")
    #expect(run.output.contains("not read: uptime checks, uptime states, uptime alerts"), "\(run.output)")
    let regions = await doctor(try DigitalOceanStandIn(["--size", "5", "--without", "regions:read"]))
    #expect(regions.output.contains("1 of 28 missing, 1 of 28 not known"), "\(regions.output)")
    #expect(regions.output.contains("sizes are not shown without regions:read"), "\(regions.output)")
  }

  @Test(arguments: [
    ("account:read,droplet:read,droplet:create", "it may change things (droplet:create)"),
    ("read,write", "it has full access"), ("database:read,database:view_credentials", "passwords of databases"),
  ])
  func aTokenThatMayDoMoreIsWarnedOf(_ scopes: String, _ words: String) async throws {
    let run = await doctor(try DigitalOceanStandIn(["--size", "5", "--token-info", "0", "--scopes", scopes]))
    #expect(run.output.contains(words), "\(run.output)")
    let fine = await doctor(
      try DigitalOceanStandIn(["--size", "5", "--token-info", "0", "--scopes", "database:read,droplet:read"]))
    #expect(!fine.output.contains(words), "\(fine.output)")
  }

  @Test func whereTheTokenComesFromIsSaid() async throws {
    let standIn = try DigitalOceanStandIn(["--size", "5", "--token-info", "60"])
    let both = await doctor(standIn, other: "doo_v1_ffffffffffffffff")
    #expect(both.output.contains("DIGITALOCEAN_ACCESS_TOKEN has a personal access token"), "\(both.output)")
    #expect(both.output.contains("DIGITALOCEAN_API_TOKEN has another token, which is not used"), "\(both.output)")
    #expect(!both.output.contains("ffffffff") && both.output.contains("the token ends on "), "\(both.output)")
    let same = await doctor(standIn, other: Self.token)
    #expect(!same.output.contains("another token"), "\(same.output)")
    let second = await doctor(standIn, token: nil, other: "doo_v1_ffffffffffffffff")
    #expect(second.output.contains("DIGITALOCEAN_API_TOKEN has a token of an application"), "\(second.output)")
    let old = await doctor(standIn, token: String(repeating: "f0", count: 32))
    #expect(old.output.contains("from before 2022, which has no scopes of its own"), "\(old.output)")
    let folder = home.path + "/.config/doctl"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "auth-contexts:\n  work: \(Self.token)\n"
      .write(toFile: folder + "/config.yaml", atomically: true, encoding: .utf8)
    let context = await doctor(standIn, ["--context", "work"], token: nil)
    #expect(context.output.contains("the context 'work' of doctl has a personal access token"), "\(context.output)")
    let unknown = await doctor(standIn, ["--context", "home"])
    #expect(unknown.status == 1 && unknown.output.contains("no context 'home'"), "\(unknown.output)")
  }

  @Test func aTokenThatIsNotTakenIsSaid() async throws {
    let standIn = try DigitalOceanStandIn(["--size", "5", "--token", "another"])
    let refused = await doctor(standIn)
    #expect(refused.status == 1 && refused.output.contains("the token is not accepted"), "\(refused.output)")
    let none = await doctor(standIn, token: nil)
    #expect(none.status == 1 && none.output.contains("failed   token"), "\(none.output)")
    let nobody = await doctor(nil)
    #expect(nobody.status == 1 && nobody.output.contains("cannot be reached"), "\(nobody.output)")
  }
}
