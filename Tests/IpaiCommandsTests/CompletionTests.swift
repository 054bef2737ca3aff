import CommandTestSupport
import Foundation
import IpaiCommands
import TestSupport
import Testing

/// What the shells are told; the shells themselves are in ShellTests.
@Suite struct CompletionTests {
  private let home: TemporaryFolder
  private let repository: TestRepository

  init() throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
    try repository.commit("one")
    try repository.git("branch", "feature/one")
    try repository.git("tag", "v1.0")
    try repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    try home.write("", to: ".local/share/ipai/models/tiny.model")
  }

  /// The kind of paths that are asked for, and the candidates.
  private func complete(_ words: String...) -> (paths: String, values: [String]) {
    let run = CommandRun(["__complete"] + words, home: home, in: repository.path)
    #expect(run.status == 0 && run.error.isEmpty)
    let lines = run.output.split(separator: "\n").map(String.init)
    return (lines.first ?? "", lines.dropFirst().map { String($0.prefix { $0 != "\t" }) })
  }

  @Test func commandsAndOptionsAreOffered() {
    #expect(complete("").values.starts(with: ["search", "index", "rag", "commits"]))
    #expect(complete("commits", "s").values == ["status", "show"])
    #expect(complete("commits", "list", "--a").values.contains("--author"))
    // An author may be given several times, a repository once.
    #expect(complete("commits", "list", "--author", "x", "--a").values.contains("--author"))
    #expect(!complete("commits", "list", "--repo", "x", "--re").values.contains("--repo"))
    #expect(complete("commits", "index", "--ref", "x", "--re").values == ["--ref", "--rebuild"])
    #expect(complete("doctor", "-").values.contains("-q"))
    #expect(complete("nonsense", "").values.isEmpty && complete("commits", "--zzz").values.isEmpty)
  }

  @Test func valuesAreOffered() {
    #expect(complete("search", "--mode", "").values == ["hybrid", "lexical", "vector"])
    #expect(complete("search", "--format=j").values == ["--format=json", "--format=jsonl"])
    #expect(complete("search", "--format", "=", "j").values == ["json", "jsonl"])
    #expect(complete("search", "--format", "=").values == ["table", "json", "jsonl"])
    #expect(complete("search", "--format", "=", "json", "--mode", "v").values == ["vector"])
    #expect(complete("search", "--corpus", "").values == ["commits", "memory", "skills", "all"])
    #expect(complete("model", "embed", "--encoder", "").values == ["int8", "f32"])
    #expect(complete("model", "remove", "").values == ["tiny"])
    #expect(complete("model", "install", "").values == ["tiny", "all-MiniLM-L6-v2"])
    #expect(complete("completions", "").values == ["bash", "zsh", "fish"])
    #expect(complete("help", "commits", "in").values == ["index"])
    #expect(complete("search", "word", "--", "--mode").values.isEmpty)
  }

  @Test func revisionsAreThoseOfTheRepositoryThatIsMeant() throws {
    #expect(complete("commits", "show", "").values == ["HEAD", "feature/one", "main", "origin/main", "v1.0"])
    #expect(complete("commits", "show", "main", "").values.isEmpty)
    let other = try TestRepository()
    try other.commit("x")
    try other.git("branch", "elsewhere")
    #expect(complete("commits", "show", "--repo", other.path, "e").values == ["elsewhere"])
    #expect(complete("commits", "show", "--repo=\(other.path)", "e").values == ["elsewhere"])
    #expect(complete("index", other.path, "--ref", "e").values == ["elsewhere"])
    let outside = CommandRun(["__complete", "commits", "show", ""], home: home)
    #expect(outside.status == 0 && outside.output == "none\n")
  }

  @Test func pathsAreLeftToTheShell() {
    #expect(complete("index", "").paths == "folders" && complete("search", "--repo", "x").paths == "folders")
    #expect(complete("doctor", "--db", "").paths == "files" && complete("search", "--path=li").paths == "files")
    #expect(complete("search", "--like", "v").paths == "files" && complete("search", "--like", "v").values == ["v1.0"])
    #expect(complete("search", "x").paths == "none")
  }

  @Test func whatNobodyShouldTypeIsNotOffered() throws {
    let id = try repository.git("rev-parse", "HEAD")
    try Data("\(id) refs/heads/--db=x\n\(id) refs/heads/a\u{202E}b\n\(id) refs/heads/plain\n".utf8).write(
      to: URL(fileURLWithPath: repository.path + "/.git/packed-refs"))
    #expect(complete("commits", "show", "a").values.isEmpty)
    #expect(!complete("commits", "show", "").values.contains("--db=x"))
    #expect(!complete("commits", "show", "--", "-").values.contains("--db=x"))
    #expect(complete("commits", "show", "p").values == ["plain"])
  }

  @Test func everyParameterSaysWhatCompletesIt() {
    for (path, command) in CommandDescription.root.descendants {
      for parameter in command.parameters where parameter.kind != .flag {
        #expect(CompletionAnswer.hasSource(parameter, path), "\(path) \(parameter.valueName ?? "")")
      }
    }
  }
}
