import Foundation
import IpaiSkills

@testable import IpaiEvals

/// A skill with evals, in memory.
enum Skill {
  static let main = SkillFile(
    path: "SKILL.md",
    content: Data("---\nname: greet\ndescription: Greets. Use for hellos.\n---\nSay hello like a pirate.\n".utf8))

  /// A skill with one file of evals.
  static func package(
    _ evals: String, in file: String = "evals/cases.yaml", _ others: SkillFile...
  ) -> SkillPackage {
    let evals = SkillFile(path: file, content: Data(evals.utf8))
    return SkillPackage(SkillTree([main, evals] + others), form: .folder, folderName: nil)
  }

  /// A case as a line of YAML.
  static func text(_ name: String, _ command: String, _ expect: String, _ more: String = "") throws -> String {
    let quoted = String(decoding: try JSONEncoder().encode(command), as: UTF8.self)
    return "- {name: \(name), command: \(quoted), expect: {\(expect)}\(more)}\n"
  }
}
