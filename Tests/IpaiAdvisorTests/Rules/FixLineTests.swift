import Foundation
import IpaiAdvisor
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
    let script = """
      set -eu
      umask 022
      doctl() { if test "$2" = spec; then echo secret; else echo "$*"; cat "$5"; fi; }
      look() { stat -c '%a' "$(dirname "$1")"; }
      EDITOR=look
      \(finding.fix.map(\.text).joined(separator: "\n"))
      test ! -e "$folder" && test ! -e app.yaml && echo gone
      """
    let output = try HostileNameTests.run(script)
    #expect(output.hasPrefix("700\napps update a1 --spec /") && output.hasSuffix("secret\ngone\n"), "\(output)")
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
