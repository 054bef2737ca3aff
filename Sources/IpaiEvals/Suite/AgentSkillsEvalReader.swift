import Foundation
import IpaiSkills
import IpaiYAML

/// Reads `evals/evals.json` of Agent Skills: prompts, each with what a model has to find true of the answer. Keys that it does
/// not know are passed over, since the form is still growing.
struct AgentSkillsEvalReader {
  private let file: String
  private let tree: SkillTree

  /// Reads the file at a path in a tree, which has the files that cases name.
  init(_ file: String, _ tree: SkillTree) {
    self.file = file
    self.tree = tree
  }

  /// The cases in a document, each with its line. Throws `EvalFault`.
  func cases(_ root: YAMLNode) throws(EvalFault) -> [(EvalCase, line: Int)] {
    let mapping = try EvalMapping(root, "the file", in: file)
    guard let nodes = mapping["evals"]?.sequence else {
      throw EvalFault(file, mapping["evals"]?.line ?? root.line, "'evals' must be a list of cases")
    }
    guard nodes.count <= EvalLimits.cases else {
      throw EvalFault(file, root.line, "there are more than \(EvalLimits.cases) cases", hint: "remove some")
    }
    var cases: [(EvalCase, Int)] = []
    for (index, node) in nodes.enumerated() {
      cases.append((try eval(EvalMapping(node, "a case", in: file), number: index + 1), node.line))
    }
    return cases
  }

  private func eval(_ mapping: EvalMapping, number: Int) throws(EvalFault) -> EvalCase {
    guard let prompt = try mapping.text("prompt") else {
      throw EvalFault(file, mapping.line, "a case has no prompt", hint: "add \"prompt\": \"…\"")
    }
    let name = try mapping.text("id", most: EvalLimits.nameBytes) ?? "\(number)"
    guard let criteria = try criteria(mapping) else {
      throw EvalFault(
        file, mapping.line, "the case '\(name)' expects nothing",
        hint: "say what is expected: \"expected_output\": \"…\"")
    }
    var expectation = EvalExpectation()
    expectation.graded = criteria
    var eval = EvalCase(name: "eval \(name)", file: file, .prompt(prompt), expecting: expectation)
    for path in try mapping.texts("files") {
      guard let found = tree[path] else {
        throw EvalFault(file, mapping["files"]?.line, "the skill has no file '\(path.prefix(200))'")
      }
      eval.files.append(found)
    }
    return eval
  }

  /// The expected output and the assertions, as one text; nil when there is neither.
  private func criteria(_ mapping: EvalMapping) throws(EvalFault) -> String? {
    var lines: [String] = []
    if let expected = try mapping.text("expected_output", mayBeEmpty: true), !expected.isEmpty {
      lines.append(expected)
    }
    for node in mapping["assertions"]?.sequence ?? [] {
      // An assertion is a text, or an object with a text.
      let text = node["text"] ?? node
      lines.append("- " + (try mapping.text(text, "an assertion")))
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}
