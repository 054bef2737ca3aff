import CommandTestSupport
import Foundation
import TestSupport
import Testing

@testable import IpaiCommands

/// What is said of command lines that were mistyped, and help.
@Suite struct CommandLineTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func run(_ arguments: [String], environment: [String: String] = [:]) -> CommandRun {
    CommandRun(arguments, home: home, environment: environment)
  }

  private func run(_ line: String) -> CommandRun { run(line.split(separator: " ").map(String.init)) }

  @Test(arguments: [
    ("serach leak", "'ipai search'"), ("commits lst", "'ipai commits list'"), ("comit", "'ipai commits'"),
    ("find leak", "'ipai search'"), ("embed", "'ipai rag embed' or 'ipai model embed'"),
    ("show HEAD", "'ipai rag show' or 'ipai commits show' or 'ipai memory show'"),
    ("config lits", "'ipai config list'"), ("help serach", "'ipai search'"),
    ("help commits lst", "'ipai commits list'"),
    ("grep x", "'ipai search'"), ("log", "'ipai rag list' or 'ipai commits list' or 'ipai memory list'"),
    ("rag serach x", "'ipai rag search'"), ("Search x", "'ipai search'"),
  ])
  func aMistypedCommandIsRecognised(line: String, meant: String) {
    let run = run(line)
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.error.contains("hint: did you mean \(meant)? "), "\(run.error)")
    #expect(run.error.contains("has these commands: "), "\(run.error)")
  }

  @Test(arguments: ["help nosuch", "xylophone", "q", "commits zzz", "nosuch --help"])
  func nothingAbsurdIsSuggested(line: String) {
    let run = run(line)
    #expect(run.status == 64 && run.error.contains("is not a command of ipai"), "\(run.error)")
    #expect(!run.error.contains("did you mean") && run.error.contains("has these commands: "), "\(run.error)")
  }

  @Test(arguments: [
    ("rag search x --limit 5", "--max-results"), ("rag search x --n 5", "--max-results"),
    ("search x -n 5", "--max-results"), ("commits index --limit 3", "--max-commits"),
    ("commits list --json", "--format json"), ("commits list --formt json", "--format"),
    ("commits list --newer=2024", "--since"), ("search x --author=jane --before 2024", "--until"),
    ("commits show HEAD --repository .", "--repo"), ("rag search x --max 5", "--max-results"),
    ("config list --show-orign", "--show-origin"), ("commits index --al-refs", "--all-refs"),
  ])
  func aMistypedOptionIsRecognised(line: String, meant: String) {
    let run = run(line)
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.error.contains("hint: did you mean '\(meant)'?"), "\(run.error)")
  }

  @Test(arguments: ["rag search x --zebra", "commits list --xyz=1", "doctor --limit 5", "search x -Z"])
  func anOptionLikeNoOtherHasNoSuggestion(line: String) {
    let run = run(line)
    #expect(run.status == 64 && run.error.contains("has no option '-"), "\(run.error)")
    #expect(!run.error.contains("did you mean"), "\(run.error)")
    #expect(run.error.contains("--help"))
  }

  @Test(arguments: ["search proxy -test", "search proxy -hot", "rag search -verbose"])
  func aWordToLeaveOutThatIsNotQuotedGetsAHint(line: String) {
    let run = run(line)
    #expect(run.status == 64 && run.error.contains("hint: put a word to leave out inside the quotes"), "\(run.error)")
  }

  @Test func aMistypedWordIsOneObjectWhereJSONIsAsked() throws {
    let run = run("serach --format json")
    let error = try #require(try JSONSerialization.jsonObject(with: Data(run.error.utf8)) as? [String: [String: Any]])
    #expect(error["error"]?["code"] as? String == "usage")
  }

  @Test func shortFormsAreTheLongOnes() throws {
    let repository = try TestRepository()
    try repository.commit("net: fix timeout")
    func output(_ arguments: String...) -> String {
      CommandRun(arguments, home: home, in: repository.path).output
    }
    #expect(output("index", "--no-embeddings").contains("1 commit "))
    #expect(output("search", "timeout") == output("rag", "search", "timeout"))
    #expect(!output("search", "timeout", "--max-results", "1", "--format", "json").isEmpty)
    for (short, long) in [(["search"], ["rag", "search"]), (["index"], ["commits", "index"])] {
      func options(_ words: [String]) -> [Substring] {
        Array(run(words + ["--help"]).output.split(separator: "\n").drop { !$0.hasPrefix("USAGE") }.dropFirst())
      }
      #expect(options(short) == options(long) && options(short).count > 10)
    }
    #expect(run(["search"]).status == 64 && run(["index", "--max-commits", "0"]).status == 64)
  }

  @Test func helpOfACommandIsThatOfItsOption() {
    for path in CommandDescription.root.descendants.map(\.path) + [[]] {
      #expect(run(["help"] + path).output == run(path + ["--help"]).output, "\(path)")
    }
    #expect(run(["help"]).output == run([]).output)
  }

  /// Help is the same text at every width but for the breaks of its lines, so it is asked for once.
  @Test func examplesAreWholeAndTheRestFits() {
    for (path, command) in CommandDescription.root.descendants {
      let whole = run(path + ["--help"], environment: ["COLUMNS": "100"]).output
      let text = NamedCommand(path)?.help ?? ""
      #expect(HelpText.wrapped(text, to: 100) + "\n" == whole, "\(path)")
      let examples = (command.discussion ?? "").split(separator: "\n").filter { $0.hasPrefix("  ") }
      #expect(!examples.isEmpty)
      for columns in [50, 72, 80, 100, 120] {
        let lines = HelpText.wrapped(text, to: columns).split(separator: "\n", omittingEmptySubsequences: false)
        for example in examples { #expect(lines.contains(example), "\(columns) \(example)") }
        for line in lines where !line.hasPrefix("  ") || line.hasPrefix("   ") {
          #expect(line.count <= columns || !line.drop { $0 == " " }.contains(" "), "\(columns) \(line)")
        }
      }
    }
    #expect(run("help search", ["COLUMNS": "200"]) == run("help search", ["COLUMNS": "120"]))
    #expect(run("help search", ["COLUMNS": "50"]) != run("help search", ["COLUMNS": "72"]))
  }

  private func run(_ line: String, _ environment: [String: String]) -> String {
    run(line.split(separator: " ").map(String.init), environment: environment).output
  }

  @Test(arguments: ["0", "-5", "1", "many", ""])
  func oddColumnsDoNoHarm(columns: String) {
    func words(_ columns: String) -> [Substring] {
      let run = run(["help", "search"], environment: ["COLUMNS": columns])
      #expect(run.status == 0)
      return run.output.split { $0.isWhitespace }
    }
    #expect(words(columns) == words("80") && words("80").count > 100)
  }

  @Test func aTerminalThatDoesNotSayWhatItIsGetsNoColour() throws {
    let repository = try TestRepository()
    try repository.commit("one")
    func list(_ term: String?) -> String {
      let environment = term.map { ["TERM": $0] } ?? [:]
      return CommandRun(
        ["commits", "list"], home: home, in: repository.path, environment: environment, isTerminal: true
      )
      .output
    }
    #expect(CommandRun(["commits", "index"], home: home, in: repository.path).status == 0)
    #expect(list("xterm").contains("\u{1B}[") && list("screen-256color").contains("\u{1B}["))
    #expect(!list("").contains("\u{1B}") && !list("dumb").contains("\u{1B}"))
    #expect(World.Stream.isDumb([:]))
    let index = CommandRun(
      ["commits", "index", "--rebuild"], home: home, in: repository.path, environment: ["TERM": "dumb"],
      isTerminal: true)
    #expect(index.status == 0 && !index.error.contains("\u{1B}"), "\(index.error)")
  }
}

extension NamedCommand {
  /// The command that these words lead to.
  fileprivate init?(_ path: [String]) {
    self.init()
    for word in path { guard descend(to: word) else { return nil } }
  }
}
