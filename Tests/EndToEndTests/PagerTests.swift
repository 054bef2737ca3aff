import Foundation
import TestSupport
import Testing

/// Long tables on a terminal, with the pagers that people have.
@Suite(.serialized, .onOwnThreads) struct PagerTests {
  private let binary: Binary
  private let repository: TestRepository

  init() throws {
    binary = try Binary()
    repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 60)
    #expect(try binary.run("commits", "index", "--quiet", "--no-embeddings", in: repository.path).status == 0)
  }

  private func run(
    _ arguments: String..., environment: [String: String] = [:], rows: Int = 24, steps: [Terminal.Step] = []
  ) throws -> Terminal {
    let environment = binary.environment.merging(["TERM": "xterm"]) { $1 }.merging(environment) { $1 }
    return try Terminal.run(
      [Binary.path] + arguments, in: repository.path, environment: environment, rows: rows, steps: steps)
  }

  private func lines(_ run: Terminal) -> Int { run.output.split(separator: "\n").count }

  /// A pager that shows where it began and ended.
  private static let bracketing = "sh -c 'echo BEGIN; cat; echo END'"

  @Test func aLongTableGoesThroughThePager() throws {
    for variables in [
      ["PAGER": Self.bracketing], ["IPAI_PAGER": Self.bracketing, "PAGER": "false"],
    ] {
      let long = try run("commits", "list", "--max-results", "50", environment: variables)
      #expect(long.status == 0 && long.output.hasPrefix("BEGIN\n") && long.output.contains("\nEND\n"), "\(long.output)")
      #expect(lines(long) >= 52)
    }
  }

  @Test(arguments: [
    ["commits", "list", "--max-results", "5"], ["commits", "list", "--max-results", "50", "--no-pager"],
    ["commits", "list", "--max-results", "50", "--format", "json"],
    ["commits", "list", "--max-results", "50", "--format", "jsonl"],
  ])
  func whatIsShortOrForScriptsDoesNot(arguments: [String]) throws {
    let environment = binary.environment.merging(["TERM": "xterm", "PAGER": Self.bracketing]) { $1 }
    let run = try Terminal.run([Binary.path] + arguments, in: repository.path, environment: environment)
    #expect(run.status == 0 && !run.output.contains("BEGIN"))
    let piped = try Subprocess.run(
      [Binary.path, "commits", "list", "--max-results", "50"], in: repository.path, environment: environment)
    #expect(piped.status == 0 && !piped.text.contains("BEGIN"))
  }

  @Test(arguments: [
    ["PAGER": ""], ["PAGER": "cat"], ["IPAI_PAGER": "", "PAGER": "false"], ["PAGER": "no-such-pager -x"],
    ["PAGER": "/no/such/pager"], ["PAGER": "false", "TERM": "dumb"], ["PAGER": "false", "TERM": ""],
  ])
  func withoutAPagerTheTableIsWritten(variables: [String: String]) throws {
    let run = try run("commits", "list", "--max-results", "50", environment: variables)
    #expect(run.status == 0 && lines(run) >= 50, "\(run.output)")
    #expect(!run.output.contains("not found"))
  }

  @Test func aPagerThatIsLeftEarlyIsQuiet() throws {
    let run = try run("commits", "list", "--max-results", "60", environment: ["PAGER": "head -n 1"])
    #expect(run.status == 0 && lines(run) == 1, "\(run.output)")
  }

  @Test func lessShowsATableInColours() throws {
    let left = try run("commits", "list", "--max-results", "60", steps: [.init(":", "q")])
    #expect(left.status == 0 && left.missing == nil, "\(left.output)")
    #expect(left.raw.contains("\u{1B}[33m") && lines(left) < 40)
    // A table for which the screen has room stays on it.
    let short = try run("commits", "list", "--max-results", "60", rows: 100)
    #expect(short.status == 0 && lines(short) >= 60)
  }

  @Test func interruptionsAreThePagers() throws {
    let pager = try binary.home.write(
      """
      #!/bin/sh
      heard=0
      trap 'heard=$((heard + 1)); echo "HEARD $heard"' INT
      cat >/dev/null
      echo READY
      while [ "$heard" -lt 3 ]; do sleep 0.05; done
      echo LEFT
      """, to: "pager")
    chmod(pager, 0o755)
    let run = try run(
      "commits", "list", "--max-results", "60", environment: ["PAGER": pager],
      steps: [.init("READY\n", "\u{3}"), .init("HEARD 1\n", "\u{3}"), .init("HEARD 2\n", "\u{3}")])
    #expect(run.status == 0 && run.missing == nil && run.output.hasSuffix("LEFT\n"), "\(run.output)")
  }

  /// A verb that asked for signals while it worked does not keep them while its table is read.
  @Test func terminationEndsAVerbThatAskedBefore() throws {
    let file = String(repeating: "a line\n", count: 3_000)
    let other = try TestRepository()
    try other.commit("one", files: ["f": file])
    #expect(try binary.run("commits", "index", "--quiet", "--no-embeddings", in: other.path).status == 0)
    let pager = try binary.home.write(
      """
      #!/bin/sh
      cat >/dev/null
      kill -TERM $PPID
      for try in $(seq 100); do
        case "$(cut -d ' ' -f 3 /proc/$PPID/stat 2>/dev/null)" in ''|Z) exit ;; esac
        sleep 0.1
      done
      echo STILL THERE
      """, to: "pager")
    chmod(pager, 0o755)
    let environment = binary.environment.merging(["TERM": "xterm", "PAGER": pager]) { $1 }
    let run = try Terminal.run(
      [Binary.path, "commits", "show", "HEAD", "--patch"], in: other.path, environment: environment)
    #expect(run.status == -SIGTERM && !run.output.contains("STILL THERE"), "\(run.status) \(run.output)")
  }

  @Test func theStatusOfTheVerbIsKept() throws {
    // 'config list' with a broken configuration fails, and its table is too long for so small a terminal.
    try binary.home.write("max_results: many\n", to: ".config/ipai/config.yaml")
    let run = try run("config", "list", environment: ["PAGER": Self.bracketing], rows: 5)
    #expect(run.status == 78 && run.output.contains("BEGIN"), "\(run.output)")
  }
}
