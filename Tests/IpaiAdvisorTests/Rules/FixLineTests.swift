import Foundation
import IpaiAdvisor
import Testing

/// Every line of every fix that the cases of rules lead to is a command that doctl has.
struct FixLineTests {
  @Test(arguments: RuleTests.trials.filter { $0.kind != "passes" })
  func isACommandOfDoctl(_ trial: RuleTests.Trial) throws {
    for finding in try RuleTests.assess(trial).findings {
      for line in finding.fix.map(\.text) where !line.hasPrefix("#") {
        #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        #expect(!line.contains("--force"))
        let problem = try DoctlTable.shared.problem(of: line)
        #expect(problem == nil, "\(line)")
      }
    }
  }

  @Test(arguments: [
    ("doctl compute droplet delete 1", true), ("doctl compute droplet destroy-all 1", false),
    ("doctl compute droplet delete 1 --no-such-flag", false), ("doctl databases resize 1 --num-nodes 2", false),
    ("doctl databases resize 1 --num-nodes 2 --size 'a b'", true), ("doctl compute droplet delete 'open", false),
  ])
  func theTableKnowsWhatDoctlHas(_ line: String, isRight: Bool) throws {
    #expect(try (DoctlTable.shared.problem(of: line) == nil) == isRight)
  }
}
