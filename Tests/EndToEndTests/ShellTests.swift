import Foundation
import TestSupport
import Testing

/// The completions in the shells that people use, on a terminal.
@Suite(.serialized, .onOwnThreads) struct ShellTests {
  private let binary: Binary
  private let repository: TestRepository

  /// A branch whose name would run a command if a shell ever evaluated it.
  private static let evil = "odd$(touch${IFS}pwned)"

  init() throws {
    binary = try Binary()
    repository = try TestRepository()
    try repository.commit("one", files: ["subfolder/a": "a", "some file.db": "b", "notes.txt": "c"])
    try repository.git("branch", "feature/one")
    try repository.git("branch", Self.evil)
    try repository.git("tag", "v1.0")
    try binary.home.write("", to: ".local/share/ipai/models/tiny.model")
  }

  /// What is typed, and the words that the shell makes of it.
  private static let lines: [(typed: String, words: [String])] = [
    ("ipai comm", ["ipai", "commits"]),
    ("ipai commits show fea", ["ipai", "commits", "show", "feature/one"]),
    ("ipai commits show v1", ["ipai", "commits", "show", "v1.0"]),
    ("ipai commits show odd", ["ipai", "commits", "show", evil]),
    ("ipai index . --ref mai", ["ipai", "index", ".", "--ref", "main"]),
    ("ipai search --corpus com", ["ipai", "search", "--corpus", "commits"]),
    ("ipai rag search --mode lex", ["ipai", "rag", "search", "--mode", "lexical"]),
    ("ipai search --format=tab", ["ipai", "search", "--format=table"]),
    ("ipai commits list --max-r", ["ipai", "commits", "list", "--max-results"]),
    ("ipai help config tr", ["ipai", "help", "config", "trust"]),
    ("ipai model verify ti", ["ipai", "model", "verify", "tiny"]),
    ("ipai commits forget subf", ["ipai", "commits", "forget", "subfolder/"]),
    ("ipai doctor --db some", ["ipai", "doctor", "--db", "some file.db"]),
    ("ipai search --like not", ["ipai", "search", "--like", "notes.txt"]),
    ("ipai completions fi", ["ipai", "completions", "fish"]),
  ]

  private func expectCompletions(_ shell: [String], setUp: String) throws {
    // The line is completed, printf is put before it, and it is run, so that the shell prints the words that it made of it.
    var steps = [Terminal.Step("$ ", setUp + "; echo REA''DY\r")]
    var wait = "READY\n"
    for (number, line) in Self.lines.enumerated() {
      steps.append(.init(wait, line.typed + "\t\u{1}printf '<%s>' \u{5}; echo END''\(number)\r"))
      wait = "END\(number)\n"
    }
    steps.append(.init(wait, "exit\r"))
    var environment = binary.environment
    environment["PATH"] = (Binary.path as NSString).deletingLastPathComponent + ":/usr/bin:/bin"
    environment["TERM"] = "xterm"
    let run = try Terminal.run(shell, in: repository.path, environment: environment, columns: 200, steps: steps)
    #expect(run.missing == nil, "\(run.output)")
    for (number, line) in Self.lines.enumerated() {
      let words = line.words.map { "<\($0)>" }.joined()
      // zsh removes the slash when the command ends after it.
      let found = [words, words.replacing("/>", with: ">")].contains { run.output.contains("\($0)END\(number)\n") }
      #expect(found, "\(line.typed): \(run.output.suffix(2000))")
    }
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/pwned"))
  }

  @Test func bashCompletes() throws {
    try expectCompletions(
      ["env", "PS1=$ ", "bash", "--noprofile", "--norc", "-i"],
      setUp: "bind 'set enable-bracketed-paste off'; source <(ipai completions bash)")
  }

  @Test func zshCompletes() throws {
    try expectCompletions(
      ["env", "PS1=$ ", "zsh", "-f", "-i"],
      setUp: "unset zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source <(ipai completions zsh)")
  }

  @Test func zshFindsTheInstalledFunction() throws {
    let folder = try TemporaryFolder()
    let script = try Subprocess.run([Binary.path, "completions", "zsh"]).output
    try folder.write(script, to: "_ipai")
    try expectCompletions(
      ["env", "PS1=$ ", "zsh", "-f", "-i"],
      setUp: "unset zle_bracketed_paste; fpath=('\(folder.path)' $fpath); autoload -Uz compinit; compinit -u -D")
  }

  @Test func fishCompletes() throws {
    try expectCompletions(
      [
        "fish", "--no-config", "-i", "-C", "function fish_prompt; echo -n '$ '; end; set fish_autosuggestion_enabled 0",
      ],
      setUp: "ipai completions fish | source")
  }
}
