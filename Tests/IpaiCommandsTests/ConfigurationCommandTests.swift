import CommandTestSupport
import Foundation
import TestSupport
import Testing

@Suite struct ConfigurationCommandTests {
  private let home: TemporaryFolder
  private let repository: TestRepository

  init() throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
    try repository.commit("one")
  }

  private func run(_ arguments: String..., environment: [String: String] = [:]) -> CommandRun {
    CommandRun(arguments, home: home, in: repository.path, environment: environment)
  }

  private func values(_ run: CommandRun) -> [String: (value: String, origin: String)] {
    let entries = run.json as? [[String: String]] ?? []
    return Dictionary(uniqueKeysWithValues: entries.map { ($0["key"] ?? "", ($0["value"] ?? "", $0["origin"] ?? "")) })
  }

  @Test func everyValueSaysWhereItCameFrom() throws {
    let file = try home.write("# mine\nmax_results: 7\njobs: 2\n", to: ".config/ipai/config.yaml")
    let run = run("config", "list", "--format", "json", "--show-origin", environment: ["IPAI_JOBS": "3"])
    #expect(values(run)["max_results"] ?? ("", "") == ("7", "\(file):2"))
    #expect(values(run)["jobs"] ?? ("", "") == ("3", "IPAI_JOBS"))
    #expect(values(run)["color"] ?? ("", "") == ("auto", "default"))
    let table = self.run("config", "list", "--show-origin").output
    #expect(table.contains("\(file):2"))
    #expect(!self.run("config", "list").output.contains(file))
  }

  @Test(arguments: [
    ("max_results: [1, 2]\n", "config.yaml:1: max_results must be a single value"),
    ("a: b: c\n", "config.yaml:1: is not YAML"),
    ("max_results: 7\nunknown: 1\n", "config.yaml:2: unknown setting 'unknown'"),
    ("- a\n", "config.yaml:1: must be 'setting: value' lines"),
    ("\n\njobs: lots\n", "config.yaml:3: jobs must be a whole number"),
  ])
  func aMalformedFileIsAnErrorWithPathAndLine(text: String, message: String) throws {
    try home.write(text, to: ".config/ipai/config.yaml")
    let run = run("config", "list")
    #expect(run.status == 78)
    #expect(run.error.contains(message), "\(run.error)")
  }

  @Test func anEmptyFileAndOneOfOtherBytesAreTold() throws {
    try home.write("", to: ".config/ipai/config.yaml")
    #expect(run("config", "list").status == 0)
    try home.write("# only a comment\n", to: ".config/ipai/config.yaml")
    #expect(run("config", "list").status == 0)
    try home.write(Data([0xFF, 0xFE, 0x00]), to: ".config/ipai/config.yaml")
    #expect(run("config", "list").status == 78)
  }

  @Test func aRepositoryHasToBeTrustedToMoveTheDatabase() throws {
    try repository.write("db: /tmp/elsewhere.db\nmax_results: 4\n", to: ".ipai/config.yaml")
    let before = run("config", "list", "--format", "json")
    #expect(values(before)["db"]?.value == home.file(".local/share/ipai/ipai.db"))
    #expect(values(before)["max_results"]?.value == "4")
    #expect(before.error.contains("db is ignored, because the file is not trusted"))
    #expect(run("config", "trust").status == 0)
    #expect(values(run("config", "list", "--format", "json"))["db"]?.value == "/tmp/elsewhere.db")
    let kept = home.file(".local/share/ipai/trusted.json")
    #expect(try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions] as? Int == 0o600)
    try repository.write("db: /tmp/changed.db\n", to: ".ipai/config.yaml")
    #expect(values(run("config", "list", "--format", "json"))["db"]?.value == home.file(".local/share/ipai/ipai.db"))
    #expect(run("config", "trust").status == 0)
    #expect(run("config", "trust", "--revoke").status == 0)
    #expect(values(run("config", "list", "--format", "json"))["db"]?.value == home.file(".local/share/ipai/ipai.db"))
  }

  @Test func pathsAreListedWeakestFirst() throws {
    let places = try #require(run("config", "path", "--format", "json").json as? [[String: Any]])
    #expect(
      places.compactMap { $0["path"] as? String } == [
        "/etc/ipai/config.yaml", home.file(".config/ipai/config.yaml"), repository.path + "/.ipai/config.yaml",
      ])
    #expect(CommandRun(["config", "trust"], home: home).status == 66)
  }
}
