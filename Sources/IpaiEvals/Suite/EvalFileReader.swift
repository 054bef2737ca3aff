import Foundation
import IpaiSkills
import IpaiYAML

/// Reads a file of evals in our own form: a list of cases, or a mapping with the key `evals` that holds the list.
struct EvalFileReader {
  private let file: String
  private let paths: EvalPaths

  private static let keys = [
    "name", "command", "prompt", "input", "files", "timeout", "network", "env", "expect",
  ]
  /// What only a command has.
  private static let commandKeys = ["input", "timeout", "network", "env"]

  /// Reads the file at a path within a skill, whose other files cases may add to.
  init(_ file: String, _ tree: SkillTree) {
    self.file = file
    paths = EvalPaths(tree)
  }

  /// The cases in a document, each with its line. Throws `EvalFault`.
  func cases(_ root: YAMLNode) throws(EvalFault) -> [(EvalCase, line: Int)] {
    var list = root
    if root.mapping != nil {
      let mapping = try EvalMapping(root, "the file", in: file)
      try mapping.checkKeys(["evals"])
      guard let evals = mapping["evals"] else {
        throw EvalFault(file, root.line, "there are no cases in it", hint: "write a list of cases")
      }
      list = evals
    }
    guard let nodes = list.sequence, !nodes.isEmpty else {
      throw EvalFault(
        file, list.line, "the evals must be a list of cases, not \(list.sequence == nil ? list.value.name : "empty")",
        hint: "begin each case with '- name: …'")
    }
    guard nodes.count <= EvalLimits.cases else {
      throw EvalFault(file, list.line, "there are more than \(EvalLimits.cases) cases", hint: "remove some")
    }
    var cases: [(EvalCase, Int)] = []
    for node in nodes { cases.append((try eval(EvalMapping(node, "a case", in: file)), node.line)) }
    return cases
  }

  private func eval(_ mapping: EvalMapping) throws(EvalFault) -> EvalCase {
    try mapping.checkKeys(Self.keys)
    let name = try self.name(mapping)
    let task = try self.task(mapping, name)
    let isCommand = if case .command = task { true } else { false }
    if !isCommand, let entry = mapping.entries.first(where: { Self.commandKeys.contains($0.key) }) {
      throw EvalFault(file, entry.line, "'\(entry.key)' is only for a case with a command")
    }
    guard let expect = mapping["expect"] else {
      throw EvalFault(
        file, mapping.line, "the case '\(name)' expects nothing", hint: "say what is expected: 'expect: {contains: …}'")
    }
    var eval = EvalCase(
      name: name, file: file, task, expecting: try EvalExpectationReader(file, isCommand: isCommand).read(expect))
    eval.input = try mapping.text("input", mayBeEmpty: true) ?? ""
    eval.timeout = try mapping.integer("timeout", 1...EvalLimits.longestTimeout) ?? EvalLimits.timeout
    eval.usesNetwork = try mapping.flag("network") ?? false
    eval.environment = try environment(mapping)
    eval.files = try files(mapping)
    return eval
  }

  private func name(_ mapping: EvalMapping) throws(EvalFault) -> String {
    guard let name = try mapping.text("name", most: EvalLimits.nameBytes) else {
      throw EvalFault(file, mapping.line, "a case has no name", hint: "add 'name: …'")
    }
    guard !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      throw EvalFault(file, mapping.line, "the name of a case has a control character")
    }
    return name
  }

  private func task(_ mapping: EvalMapping, _ name: String) throws(EvalFault) -> EvalCase.Task {
    let command = try mapping.text("command", most: EvalLimits.commandBytes)
    let prompt = try mapping.text("prompt")
    switch (command, prompt) {
    case (let command?, nil): return .command(command)
    case (nil, let prompt?): return .prompt(prompt)
    case (nil, nil): throw EvalFault(file, mapping.line, "the case '\(name)' has neither a command nor a prompt")
    case (_?, _?):
      throw EvalFault(
        file, mapping.line, "the case '\(name)' has both a command and a prompt", hint: "make two cases of it")
    }
  }

  private func environment(_ mapping: EvalMapping) throws(EvalFault) -> [String: String] {
    var variables: [String: String] = [:]
    var bytes = 0
    for (entry, text) in try mapping.textMapping("env") {
      guard entry.key.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
        throw EvalFault(file, entry.line, "'\(entry.key.prefix(80))' is not the name of an environment variable")
      }
      bytes += entry.key.utf8.count + text.utf8.count
      guard bytes <= EvalLimits.environmentBytes else {
        throw EvalFault(file, entry.line, "the environment variables are larger than 64 kB together")
      }
      variables[entry.key] = text
    }
    return variables
  }

  private func files(_ mapping: EvalMapping) throws(EvalFault) -> [SkillFile] {
    var files: [SkillFile] = []
    var paths = paths
    for (entry, text) in try mapping.textMapping("files") {
      if let fault = paths.add(entry.key) {
        throw EvalFault(
          file, entry.line, "'\(entry.key.prefix(80))' cannot be the path of a file: \(fault)",
          hint: "give a path within the skill's folder")
      }
      files.append(SkillFile(path: entry.key, content: Data(text.utf8)))
    }
    return files
  }
}
