import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// Configuration files that somebody else wrote, and files that are no configuration.
@Suite struct UntrustedConfigurationTests {
  private let home: TemporaryFolder
  private let repository: TestRepository

  init() throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
    try repository.commit("one")
  }

  private func run(_ arguments: String...) -> CommandRun { CommandRun(arguments, home: home, in: repository.path) }

  /// Ten levels of lists of ten: 10^10 values when expanded.
  private static let billionLaughs =
    "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    + (1...10).map { level in
      "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",") + "]\n"
    }.joined() + "? *a10\n: x\n"

  /// Puts something at a path that is no configuration.
  enum Rubbish: String, CaseIterable, Sendable {
    case malformed, unknownSetting, badValue, list, notUTF8, utf16, folder, pipe, loop, device, huge, laughs, deep

    func make(at path: String) throws {
      let files = FileManager.default
      let folder = (path as NSString).deletingLastPathComponent
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try? files.removeItem(atPath: path)
      switch self {
      case .malformed: try Data("a: b: c\n".utf8).write(to: URL(fileURLWithPath: path))
      case .unknownSetting: try Data("max_results: 4\nno_such: 1\n".utf8).write(to: URL(fileURLWithPath: path))
      case .badValue: try Data("max_results: 4\njobs: many\n".utf8).write(to: URL(fileURLWithPath: path))
      case .list: try Data("- a\n".utf8).write(to: URL(fileURLWithPath: path))
      case .notUTF8: try Data([0x61, 0x3A, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: path))
      case .utf16: try Data([0xFF, 0xFE, 0x61, 0x00]).write(to: URL(fileURLWithPath: path))
      case .folder: try files.createDirectory(atPath: path, withIntermediateDirectories: true)
      case .pipe: mkfifo(path, 0o600)
      case .loop: symlink(path, path)
      case .device: symlink("/dev/zero", path)
      case .huge:
        _ = files.createFile(atPath: path, contents: nil)
        truncate(path, 600 << 20)
      case .laughs:
        try Data(UntrustedConfigurationTests.billionLaughs.utf8).write(to: URL(fileURLWithPath: path))
      case .deep: try Data(String(repeating: "[", count: 60_000).utf8).write(to: URL(fileURLWithPath: path))
      }
    }
  }

  @Test(arguments: Rubbish.allCases)
  func aBrokenFileOfARepositoryStopsNoVerb(rubbish: Rubbish) throws {
    try rubbish.make(at: repository.path + "/.ipai/config.yaml")
    for arguments in [
      ["commits", "index"], ["rag", "search", "one"], ["config", "list"], ["config", "path"], ["doctor"],
      ["config", "trust", "--revoke"], ["help", "doctor"], ["completions", "bash"],
    ] {
      let run = CommandRun(arguments, home: home, in: repository.path)
      #expect(run.status == 0, "\(arguments): \(run.error)")
      let needsConfiguration = !["help", "completions"].contains(arguments[0])
      #expect(run.error.contains("the file is ignored") == needsConfiguration, "\(arguments): \(run.error)")
    }
    #expect(run("config", "list").output.contains(/max_results +10\n/))
    #expect(run("doctor").output.contains("warning  configuration"))
    #expect(run("commits", "list", "--quiet").error.isEmpty)
    // What cannot be read is not trusted either.
    let trust = run("config", "trust")
    #expect(trust.status == 78 && trust.error.contains("config.yaml"), "\(trust.error)")
  }

  @Test(arguments: Rubbish.allCases)
  func aBrokenFileOfOnesOwnIsAnErrorWhereItMatters(rubbish: Rubbish) throws {
    let path = home.file(".config/ipai/config.yaml")
    try rubbish.make(at: path)
    for arguments in [["commits", "index"], ["commits", "status"], ["model", "list"], ["config", "list"]] {
      let run = CommandRun(arguments, home: home, in: repository.path)
      #expect(run.status == 78 && run.error.contains(path), "\(arguments): \(run.error)")
    }
    #expect(run("config", "list").output.contains(/encoder +int8\n/))
    #expect(run("doctor").status == 1 && run("doctor").output.contains("failed   configuration"))
    #expect(run("config", "path").status == 0 && run("config", "trust", "--revoke").status == 0)
    #expect(run("help").status == 0 && run("completions", "zsh").status == 0)
  }

  @Test func trustIsForAFileWithoutErrorsAndAsItWas() throws {
    try repository.write("max_results: 4\ncolor: blue\n", to: ".ipai/config.yaml")
    let refused = run("config", "trust")
    #expect(refused.status == 78 && refused.error.contains("config.yaml:2: color must be"), "\(refused.error)")
    try repository.write("max_results: 4\n", to: ".ipai/config.yaml")
    #expect(run("config", "trust").status == 0)
    // Changed behind its back, it is somebody else's again.
    try repository.write("max_results: 4\ncolor: blue\n", to: ".ipai/config.yaml")
    #expect(run("config", "list").status == 0 && run("config", "list").error.contains("the file is ignored"))
  }

  /// A list that cannot be read is an error that changes nothing: it may hold what the user trusts elsewhere.
  @Test func aDamagedListOfTrustedFilesIsLeftAsItIs() throws {
    try repository.write("max_results: 4\n", to: ".ipai/config.yaml")
    let list = home.path + "/.local/share/ipai/trusted.json"
    try home.write("{ damaged", to: ".local/share/ipai/trusted.json")
    let run = run("config", "trust")
    #expect(run.status == 78 && run.error.contains("\(list) is damaged"), "\(run.error)")
    #expect(try String(contentsOfFile: list, encoding: .utf8) == "{ damaged")
  }

  @Test func whoTrustsAtTheSameTimeLosesNothing() async throws {
    let repositories = try (0..<12).map { _ in
      let repository = try TestRepository()
      try repository.write("max_results: 4\n", to: ".ipai/config.yaml")
      return repository
    }
    await withTaskGroup(of: Int32.self) { group in
      for repository in repositories {
        group.addTask { CommandRun(["config", "trust"], home: home, in: repository.path).status }
      }
      for await status in group { #expect(status == 0) }
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: home.path + "/.local/share/ipai/trusted.json"))
    #expect(try JSONDecoder().decode([String: String].self, from: data).count == repositories.count)
  }

  @Test func windowsLinesAndAByteOrderMarkAreRead() throws {
    let path = home.file(".config/ipai/config.yaml")
    for (text, line) in [
      ("# mine\r\nmax_results: 7\r\njobs: 2\r\n", 2), ("\u{FEFF}max_results: 7\njobs: 2\n", 1),
      ("\u{FEFF}max_results: 7\r\njobs: 2\r\n", 1),
    ] {
      try home.write(text, to: ".config/ipai/config.yaml")
      let list = run("config", "list", "--show-origin")
      #expect(list.status == 0 && list.error.isEmpty, "\(list.error)")
      #expect(list.output.contains("\(path):\(line)\n"), "\(list.output)")
    }
    try home.write("\u{FEFF}x: &x [y]\n", to: ".config/ipai/config.yaml")
    #expect(run("config", "list").error.contains("config.yaml:1: anchors"))
    try home.write("max_results: 7\r\n\r\njobs: lots\r\n", to: ".config/ipai/config.yaml")
    #expect(run("config", "list").error.contains("config.yaml:3: jobs must be"))
  }

  @Test(arguments: [
    ("pager: less -R\nmodel: R&D\n", true), ("a: &x 1\n", false), ("- &x [1]\n", false),
    ("? &x a\n: b\n", false), ("a: !!seq &x [1]\n", false), ("{a: 1,&x b: 2}\n", false), ("a:\n  &x b: 1\n", false),
  ])
  func anchorsAreToldFromOtherText(text: String, isRight: Bool) throws {
    try home.write(text, to: ".config/ipai/config.yaml")
    let run = run("config", "list")
    #expect(run.error.contains("anchors") != isRight, "\(run.error)")
    #expect(run.status == (isRight ? 0 : 78), "\(run.error)")
  }
}
