import IpaiCore
package import IpaiSkills
import IpaiYAML

/// The evals of a skill: all cases of the files in its folder `evals`.
package struct EvalSuite: Equatable, Sendable {
  /// The cases, by file and in the order in which they stand there.
  package let cases: [EvalCase]

  private static let limits = YAMLLimits(maxBytes: EvalLimits.fileBytes)

  /// The evals in a tree: `evals/*.yaml` and `evals/*.yml`, and `evals/evals.json` in the form of Agent Skills. A tree
  /// without such files has none. Throws `EvalFault`.
  package init(_ tree: SkillTree) throws(EvalFault) {
    var cases: [EvalCase] = []
    var files: [String: String] = [:]
    for file in tree.files where Self.isEvals(file.path) {
      for (eval, line) in try Self.read(file, tree) {
        if let other = files.updateValue(file.path, forKey: eval.name) {
          throw EvalFault(
            file.path, line, "there is another case named '\(eval.name)'" + (other == file.path ? "" : " in \(other)"),
            hint: "give each case a name of its own")
        }
        guard cases.count < EvalLimits.cases else {
          throw EvalFault(file.path, line, "the skill has more than \(EvalLimits.cases) cases", hint: "remove some")
        }
        cases.append(eval)
      }
    }
    self.cases = cases
  }

  /// Whether a file of a skill holds evals.
  package static func isEvals(_ path: String) -> Bool {
    let parts = PathText.parts(path)
    guard parts.count == 2, parts[0] == "evals" else { return false }
    return path == agentSkillsPath || path.hasSuffix(".yaml") || path.hasSuffix(".yml")
  }

  private static let agentSkillsPath = "evals/evals.json"

  private static func read(_ file: SkillFile, _ tree: SkillTree) throws(EvalFault) -> [(EvalCase, line: Int)] {
    let isJSON = file.path == agentSkillsPath
    let root: YAMLNode?
    do throws(YAMLError) {
      root =
        if isJSON { try JSONDocument.read(file.content, limits: limits) } else {
          try YAMLDocument.read(file.content, limits: limits)
        }
    } catch { throw EvalFault(file.path, error) }
    guard let root else {
      throw EvalFault(file.path, nil, "there are no cases in it", hint: "write a list of cases, or remove the file")
    }
    if isJSON { return try AgentSkillsEvalReader(file.path, tree).cases(root) }
    return try EvalFileReader(file.path, tree).cases(root)
  }
}
