import ArgumentParser
import CommandTestSupport
import DomainTestSupport
import Foundation
import IpaiCommands
import TestSupport
import Testing

/// ipai-json(7) names every key that a command writes, and none that it does not.
@Suite struct JSONShapeTests {
  private let desk: CommandFixture
  init() throws {
    desk = try CommandFixture()
    for number in 1...3 {
      try desk.repository.commit(
        "net: fix leak \(number) of sockets", files: ["lib/net.c": "int idle_timeout\(number);\n"], seconds: number)
    }
  }

  /// The keys that each of some commands writes.
  private func keys(_ commands: [String]...) -> [Set<String>] {
    commands.map { words in
      let run = CommandRun(
        words + ["--format", "json"], home: desk.home, in: desk.repository.path, environment: ["IPAI_MODEL": "tiny"])
      #expect(run.json != nil, "\(words): \(run.error)")
      return JSONKey.paths(in: run.json)
    }
  }

  @Test func whatCommandsOfCommitsWriteIsDocumented() throws {
    let other = try TestRepository()
    let lost = try other.commit("lost", files: ["a": "b"])
    try other.commit("kept", seconds: 1)
    try FileManager.default.removeItem(atPath: other.path + "/.git/objects/\(lost.prefix(2))/\(lost.dropFirst(2))")
    try JSONKey.check("ipai commits index", keys(["commits", "index"], ["commits", "index", other.path]))
    let partial = try partialClone()
    let fromSubfolder = ["--repo", desk.repository.path + "/lib", "--path", "lib/net.c"]
    let inPartial = ["--repo", partial.path, "--path", "a"]
    try JSONKey.check(
      "ipai commits list",
      keys(
        ["commits", "list"], ["commits", "list", "--max-results", "1"], ["commits", "list"] + inPartial),
      empty: keys(["commits", "list"] + fromSubfolder))
    let head = try desk.repository.git("rev-parse", "HEAD")
    #expect(desk.run("memory", "add", "a note about \(head)").status == 0)
    try JSONKey.check("ipai commits show", keys(["commits", "show", "HEAD"], ["commits", "show", "HEAD", "--patch"]))
    try JSONKey.check(
      "ipai commits repositories", keys(["commits", "repositories"], ["commits", "status", "--all-repos"]))
    let status = keys(["commits", "status", other.path])
    try JSONKey.check("ipai commits forget", keys(["commits", "forget", other.path]))
    try installModel()
    try JSONKey.check("ipai commits status", status + keys(["commits", "status"]))
    #expect(keys(["commits", "index"]).count == 1)
    let search = ["rag", "search", "leaks of sockets"]
    let searches = keys(
      search, search + ["--explain"], search + ["--corpus", "all", "--author", "@"], search + ["--max-results", "1"],
      search + ["--all-repos"],
      ["rag", "search", "\"sockets zebra\" leaks"], ["rag", "search", "again"] + inPartial)
    let empty = keys(["rag", "search", "leaks", "--mode", "lexical"] + fromSubfolder)
    try damageModel()
    try JSONKey.check("ipai rag search", searches + keys(search), empty: empty)
  }

  /// A clone without the trees of its first commit, indexed.
  private func partialClone() throws -> TestRepository {
    let source = try TestRepository()
    try source.commit("whole", files: ["a": "b"])
    try source.commit("tree is missing", files: ["a": "c"])
    let tree = try source.git("rev-parse", "HEAD~1^{tree}")
    try FileManager.default.removeItem(atPath: source.path + "/.git/objects/\(tree.prefix(2))/\(tree.dropFirst(2))")
    try source.commit("a again", files: ["a": "d"])
    _ = desk.run("commits", "index", source.path)
    return source
  }

  private func damageModel() throws {
    let model = desk.home.path + "/.local/share/ipai/models/tiny.model"
    try Data("rubbish".utf8).write(to: URL(fileURLWithPath: model))
  }

  @Test func whatOtherCommandsWriteIsDocumented() throws {
    try desk.repository.write("max_results: 7\n", to: ".ipai/config.yaml")
    try JSONKey.check("ipai config list", keys(["config", "list"]))
    try JSONKey.check("ipai config path", keys(["config", "path"]))
    try JSONKey.check("ipai config trust", keys(["config", "trust"], ["config", "trust", "--revoke"]))
    try JSONKey.check("ipai doctor", keys(["doctor"]))
    let files = try installModel()
    try JSONKey.check("ipai model install", keys(["model", "install", "again", "--from", files.file("tiny")]))
    try JSONKey.check("ipai model list", keys(["model", "list"]))
    try JSONKey.check("ipai model verify", keys(["model", "verify", "tiny"]))
    try JSONKey.check("ipai status", keys(["status"]))
    try JSONKey.check("ipai model remove", keys(["model", "remove", "tiny"]))
  }

  @Test func errorsAreDocumented() throws {
    let errors = [["commits", "show", "x"], ["nonsense"], ["commits", "list", "--since", "never"]].map { words in
      let run = CommandRun(words + ["--format", "json"], home: desk.home, in: desk.repository.path)
      return JSONKey.paths(in: try? JSONSerialization.jsonObject(with: Data(run.error.utf8)))
    }
    try JSONKey.check("errors", errors)
  }

  /// An item of JSON Lines is an element of the array of the document.
  @Test(arguments: [(["commits", "list"], "commits"), (["rag", "search", "leak"], "results")])
  func linesAreTheItemsOfTheDocument(command: [String], array: String) throws {
    _ = desk.run("commits", "index", "--quiet")
    let whole = try #require(desk.run(command + ["--format", "json"]).json as? [String: Any])
    let lines = try desk.run(command + ["--format", "jsonl"]).output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8))
    }
    #expect(lines.count == 3)
    #expect((whole[array] as? NSArray) == lines as NSArray)
  }

  @Test func everyVerbHasItsSection() throws {
    let manual = try JSONKey.manual()
    func visit(_ command: any ParsableCommand.Type, _ path: [String]) {
      let subcommands =
        command.configuration.subcommands + command.configuration.groupedSubcommands.flatMap(\.subcommands)
      let isAnswering = CommandRun(path + ["--help"], home: desk.home).output.contains("--format")
      let isShortForm = command.configuration.discussion.hasPrefix("The short form of")
      if subcommands.isEmpty, isAnswering, !isShortForm {
        #expect(manual["ipai " + path.joined(separator: " ")] != nil, "\(path) is not in ipai-json(7)")
      }
      for subcommand in subcommands { visit(subcommand, path + [subcommand._commandName]) }
    }
    visit(Ipai.self, [])
  }

  /// ArgumentParser would look for a name by reflection, at each start: a quarter of the time that one takes.
  @Test func everyCommandNamesItself() {
    func visit(_ command: any ParsableCommand.Type) {
      #expect(command.configuration.commandName != nil, "\(command)")
      let subcommands =
        command.configuration.subcommands + command.configuration.groupedSubcommands.flatMap(\.subcommands)
      subcommands.forEach(visit)
    }
    visit(Ipai.self)
  }

  @discardableResult
  private func installModel() throws -> TemporaryFolder {
    let files = try TemporaryFolder()
    for (name, data) in TinyModel().files { try files.write(data, to: "tiny/" + name) }
    let run = CommandRun(["model", "install", "tiny", "--from", files.file("tiny")], home: desk.home)
    #expect(run.status == 0, "\(run.error)")
    return files
  }
}
