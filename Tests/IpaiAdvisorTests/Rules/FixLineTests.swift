import Foundation
import IpaiAdvisor
import TestSupport
import Testing

/// Every line of every fix that the cases of rules lead to is a command that doctl has.
struct FixLineTests {
  @Test(arguments: RuleTests.trials.filter { $0.kind != "passes" })
  func isACommandOfDoctl(_ trial: RuleTests.Trial) throws {
    for finding in try RuleTests.assess(trial).findings {
      for line in finding.fix.map(\.text) where !line.hasPrefix("#") && !DoctlTable.ofTheShell.contains(line) {
        #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        #expect(!line.components(separatedBy: " -- ")[0].contains("--force"))
        let problem = try DoctlTable.shared.problem(of: line)
        #expect(problem == nil, "\(line)")
      }
    }
  }

  /// What is for the reader to fill in is known as that, so that no script runs it.
  @Test(arguments: RuleTests.trials.filter { $0.kind != "passes" })
  func blanksAreMarked(_ trial: RuleTests.Trial) throws {
    for line in try RuleTests.assess(trial).findings.flatMap(\.fix) where !line.text.hasPrefix("#") {
      #expect(line.text.contains(/<[a-z][^<>]*>/) == (line.hasBlanks ?? false), "\(line.text)")
    }
  }

  /// Whoever uses the machine can read the words of a command, and the token of the advisor may read alone.
  @Test(arguments: RuleTests.trials.filter { $0.kind != "passes" })
  func asksForATokenThatMayWrite(_ trial: RuleTests.Trial) throws {
    for line in try RuleTests.assess(trial).findings.flatMap(\.fix).map(\.text) where line.contains("Bearer") {
      let parts = line.components(separatedBy: " <<<")
      #expect(!parts[0].contains("Bearer") && parts[0].contains("--header @- ") && parts[0].contains("--fail"))
      #expect(parts.last == #""Authorization: Bearer ${DIGITALOCEAN_WRITE_TOKEN:?set it to a token that may write}""#)
    }
  }

  /// A shell runs the lines of an app's spec: what is written is private, and gone at the end.
  @Test func aSpecIsWrittenToAPrivateFolder() throws {
    let trial = try #require(RuleTests.trials.first { $0.rule == "DO-COST-018" && $0.kind == "fails" })
    let finding = try #require(try RuleTests.assess(trial).findings.first)
    let programs = [
      "doctl": #"if test "$2" = spec; then echo secret; else echo "$*"; cat "$5"; fi"#,
      "look": #"stat -c '%a' "$(dirname "$1")""#,
    ]
    let script =
      "set -eu; umask 022; EDITOR=look\n\(finding.fix.map(\.text).joined(separator: "\n"))\ntest ! -e app.yaml"
    let output = try Self.run(script, programs)
    #expect(output.hasPrefix("700\napps update a1 --spec /") && output.hasSuffix("secret\ngone\n"), "\(output)")
  }

  /// However a change of a spec ends, in the script of `fix --shell` or line by line: what was written is gone, and the editor may have
  /// words of its own.
  @Test(
    arguments: ["update", "spec", "signal"].flatMap { end in
      [true, false].flatMap { isScript in ["bash", "sh", "zsh"].map { (end, isScript, $0) } }
    })
  func aSpecIsGoneHoweverItEnds(_ end: String, _ isScript: Bool, _ shell: String) throws {
    guard let shell = ["/bin/", "/usr/bin/"].map({ $0 + shell }).first(where: FileManager.default.isExecutableFile)
    else {
      return
    }
    let trial = try #require(RuleTests.trials.first { $0.rule == "DO-COST-018" && $0.kind == "fails" })
    let finding = try #require(try RuleTests.assess(trial).findings.first)
    let block = FixScript.Block(
      rule: finding.rule, title: finding.title, name: finding.name, urn: finding.urn, lines: finding.fix)
    let lines = isScript ? FixScript.text([block]) : finding.fix.map(\.text).joined(separator: "\n")
    let programs = [
      "doctl": """
      if test "$2" = spec; then echo secret; test \(end) != spec; exit; fi
      echo "doctl $2 $(cat "$5")"; test \(end) != update
      """,
      "look": #"echo "$1 $(cat "$2")"; test \#(end) != signal || kill -HUP $PPID"#,
    ]
    let expected =
      switch end {
      case "spec": "gone\n"
      case "update": "--wait secret\ndoctl update secret\ngone\n"
      default: "--wait secret\ngone\n"
      }
    #expect(try Self.run("EDITOR='look --wait'\n\(lines)", programs, in: shell) == expected, "\(lines)")
  }

  /// What a script prints with programs of the test's own and a folder of its own for temporary files, and "gone" when that is empty at
  /// the end.
  private static func run(
    _ script: String, _ programs: [String: String], in shell: String = "/bin/bash"
  ) throws -> String {
    let folder = try TemporaryFolder()
    for name in ["programs", "own"] {
      try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: false)
    }
    for (name, text) in programs.merging(["../script": script], uniquingKeysWith: { first, _ in first }) {
      try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: folder.file("programs/\(name)")))
      chmod(folder.file("programs/\(name)"), 0o700)
    }
    // Signals may be blocked here, and what is started would have that from here.
    return try HostileNameTests.run(
      """
      export TMPDIR='\(folder.file("own"))' PATH='\(folder.file("programs"))':"$PATH"
      python3 -c 'import os, signal, sys
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      os.execv(sys.argv[1], sys.argv[1:])' \(shell) '\(folder.file("script"))'
      test -z "$(ls "$TMPDIR")" && echo gone
      """)
  }

  @Test(arguments: [
    ("doctl compute droplet delete 1", true), ("doctl compute droplet destroy-all 1", false),
    ("doctl compute droplet delete 1 --no-such-flag", false), ("doctl databases resize 1 --num-nodes 2", false),
    ("doctl databases resize 1 --num-nodes 2 --size 'a b'", true), ("doctl compute droplet delete 'open", false),
    ("doctl compute droplet delete --help", false), ("doctl compute droplet delete -- '--help'", true),
    ("doctl compute droplet-action snapshot 1 --snapshot-name '--help' --wait", true),
    ("kubectl describe pod '--all'", false), ("kubectl -n '-x' describe -- pod '--all'", true),
  ])
  func theTableKnowsWhatDoctlHas(_ line: String, isRight: Bool) throws {
    #expect(try (DoctlTable.shared.problem(of: line) == nil) == isRight)
  }
}
