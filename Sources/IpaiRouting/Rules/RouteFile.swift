import Foundation
package import IpaiCore
import IpaiYAML

/// Reads `routes.yaml`: aliases of servers, rules, and where everything else goes.
package struct RouteFile {
  /// What a file of rules says.
  package struct Contents: Sendable {
    /// The file's path, for errors.
    package var path = ""
    /// The names that stand for servers.
    package var aliases: [(alias: String, server: String, line: Int)] = []
    /// The rules in order; nil for those that are built in.
    package var rules: [RouteRule]?
    /// Where everything else goes; nil for what is built in.
    package var fallback: RouteRule?
  }

  private let path: String
  /// The largest file, in bytes.
  package static let maxBytes = 1_000_000
  private static let maxRules = 2_000

  /// Reads the file of this path.
  package init(_ path: String) { self.path = path }

  /// What the file's bytes say. Throws `IpaiError(.configuration)` with the file and the line.
  package func contents(_ bytes: [UInt8]) throws(IpaiError) -> Contents {
    let root: YAMLNode?
    do { root = try YAMLDocument.read(bytes, limits: YAMLLimits(maxBytes: Self.maxBytes)) } catch {
      throw error.error(.configuration, in: path)
    }
    guard let root else { return Contents(path: path) }
    let file = try FileMapping(root, "a file of rules", path: path)
    try file.checkKeys(["aliases", "rules", "default"])
    var contents = Contents(path: path)
    for entry in try file.textMapping("aliases") {
      if let fault = ServerName.fault(entry.key) {
        throw FileMapping.error(path, entry.line, "an alias is wrong: \(fault)")
      }
      contents.aliases.append((entry.key, entry.text, entry.line))
    }
    if let node = file.node("rules") { contents.rules = try rules(node) }
    if let mapping = try file.mapping("default") { contents.fallback = try fallback(mapping) }
    return contents
  }

  private func rules(_ node: YAMLNode) throws(IpaiError) -> [RouteRule] {
    guard let nodes = node.sequence else {
      throw FileMapping.error(path, node.line, "'rules' has to be a list")
    }
    guard nodes.count <= Self.maxRules else {
      throw FileMapping.error(path, node.line, "there are more than \(Self.maxRules) rules")
    }
    var rules: [RouteRule] = []
    for node in nodes {
      let rule = try rule(FileMapping(node, "a rule", path: path), number: rules.count + 1)
      if rules.contains(where: { $0.name == rule.name }) {
        throw FileMapping.error(path, node.line, "there are two rules with the name '\(rule.name)'")
      }
      rules.append(rule)
    }
    return rules
  }

  private func rule(_ mapping: FileMapping, number: Int) throws(IpaiError) -> RouteRule {
    try mapping.checkKeys(["name", "when", "target", "confidence", "reason", "fallback"])
    var rule = try outcome(mapping, name: mapping.text("name") ?? "rule \(number)", confidence: 0.9)
    guard let when = mapping.node("when") else {
      throw FileMapping.error(
        path, mapping.line, "the rule '\(rule.name)' has no 'when'", hint: "what always applies is the 'default'")
    }
    if when.sequence?.isEmpty == true {
      throw FileMapping.error(path, when.line, "'when' has no conditions, so that it can never match")
    }
    for node in when.sequence ?? [when] {
      rule.alternatives.append(try ConditionReader(FileMapping(node, "'when'", path: path)).conditions())
    }
    return rule
  }

  private func fallback(_ mapping: FileMapping) throws(IpaiError) -> RouteRule {
    try mapping.checkKeys(["target", "confidence", "reason", "fallback"])
    return try outcome(mapping, name: "default", confidence: BuiltInRoutes.fallback.confidence)
  }

  /// The rule of a mapping without its conditions.
  private func outcome(_ mapping: FileMapping, name: String, confidence: Double) throws(IpaiError) -> RouteRule {
    guard let target = try mapping.text("target") else {
      throw FileMapping.error(path, mapping.line, "the rule '\(name.prefix(80))' has no 'target'")
    }
    var rule = RouteRule(
      name: name, alternatives: [], target: target,
      confidence: try mapping.number("confidence", 0...1) ?? confidence, reason: "",
      place: "\(path):\(mapping.line)")
    rule.reason = try mapping.text("reason") ?? (name == "default" ? "no rule matched" : "the rule '\(name)' matched")
    rule.fallback = try fallbacks(mapping)
    return rule
  }

  private func fallbacks(_ mapping: FileMapping) throws(IpaiError) -> [RouteRule.Fallback] {
    guard let node = mapping.node("fallback") else { return [] }
    var list: [RouteRule.Fallback] = []
    for element in node.sequence ?? [node] {
      if let scalar = element.scalar, scalar.kind != .null {
        list.append(.init(target: scalar.text))
        continue
      }
      let entry = try FileMapping(element, "an element of 'fallback'", path: path)
      try entry.checkKeys(["target", "up"])
      guard let target = try entry.text("target") else {
        throw FileMapping.error(path, element.line, "an element of 'fallback' has no 'target'")
      }
      list.append(.init(target: target, mayGoUp: try entry.flag("up") ?? false))
    }
    return list
  }
}
