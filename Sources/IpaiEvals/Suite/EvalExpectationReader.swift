import Foundation
import IpaiCore
import IpaiYAML
import MCP

/// Reads what a case expects.
struct EvalExpectationReader {
  private let file: String
  private let isCommand: Bool

  private static let keys = ["exit", "exact", "contains", "not_contains", "regex", "json_schema", "graded"]

  /// Reads the expectations of a case with a command or a prompt in a file.
  init(_ file: String, isCommand: Bool) {
    self.file = file
    self.isCommand = isCommand
  }

  /// The expectation in a node. Throws `EvalFault`, also for a regular expression or schema that cannot be used.
  func read(_ node: YAMLNode) throws(EvalFault) -> EvalExpectation {
    let mapping = try EvalMapping(node, "'expect'", in: file)
    try mapping.checkKeys(Self.keys)
    guard !mapping.entries.isEmpty else {
      throw EvalFault(
        file, node.line, "'expect' has nothing in it", hint: "the keys are \(Self.keys.joined(separator: ", "))")
    }
    if !isCommand, let exit = mapping["exit"] {
      throw EvalFault(file, exit.line, "'exit' is only for a case with a command")
    }
    var expectation = EvalExpectation()
    expectation.exit = try mapping.integer("exit", 0...255) ?? 0
    expectation.exact = try mapping.text("exact", mayBeEmpty: true)
    expectation.contains = try mapping.texts("contains")
    expectation.notContains = try mapping.texts("not_contains")
    expectation.graded = try mapping.text("graded")
    expectation.regex = try regex(mapping)
    expectation.schema = try schema(mapping)
    return expectation
  }

  private func regex(_ mapping: EvalMapping) throws(EvalFault) -> String? {
    guard let text = try mapping.text("regex"), let node = mapping["regex"] else { return nil }
    do { _ = try JSONSchema(ExpectationCheck.schema(matching: text)) } catch {
      throw EvalFault(
        file, node.line, "'regex' cannot be used: \(error)",
        hint: "write it as for JSON Schema; it may not look ahead or back, nor refer back to groups")
    }
    return text
  }

  private func schema(_ mapping: EvalMapping) throws(EvalFault) -> JSON? {
    guard let node = mapping["json_schema"] else { return nil }
    do {
      let schema = try JSON(parsing: Data(node.json.utf8))
      _ = try JSONSchema(schema)
      return schema
    } catch let fault as JSONSchema.Fault {
      throw EvalFault(file, node.line, "'json_schema' cannot be used: \(fault)")
    } catch {
      throw EvalFault(file, node.line, "'json_schema' is not a JSON Schema")
    }
  }
}
