package import Foundation
package import IpaiCore
import IpaiYAML

/// Reads a file of cases.
package struct RouteCaseFile {
  private let path: String
  private let now: Date

  /// The largest file, in bytes.
  package static let maxBytes = 4_000_000

  private static let keys = [
    "name", "query", "context", "target", "tool", "effect", "at", "down", "open", "times_out", "refuses", "aggregate",
    "expect",
  ]
  private static let expectations = [
    "target", "confidence", "rule", "answered_by", "tier", "refusal", "marked", "sends_key", "parallel", "outcome",
    "error",
  ]

  /// Reads the file of this path. `now` is the time of cases that name none.
  package init(_ path: String, now: Date) {
    self.path = path
    self.now = now
  }

  /// The cases that the file's bytes hold. Throws `IpaiError(.configuration)` with the file and the line.
  package func cases(_ bytes: [UInt8]) throws(IpaiError) -> [RouteCase] {
    let root: YAMLNode?
    do { root = try YAMLDocument.read(bytes, limits: YAMLLimits(maxBytes: Self.maxBytes)) } catch {
      throw error.error(.configuration, in: path)
    }
    guard let root else { throw FileMapping.error(path, 1, "has no cases") }
    let file = try FileMapping(root, "a file of cases", path: path)
    try file.checkKeys(["cases"])
    guard let nodes = file.node("cases")?.sequence, !nodes.isEmpty else {
      throw FileMapping.error(path, root.line, "'cases' has to be a list of cases")
    }
    var cases: [RouteCase] = []
    for node in nodes { cases.append(try routeCase(FileMapping(node, "a case", path: path), number: cases.count + 1)) }
    return cases
  }

  private func routeCase(_ mapping: FileMapping, number: Int) throws(IpaiError) -> RouteCase {
    try mapping.checkKeys(Self.keys)
    let query = try mapping.text("query") ?? ""
    var routeCase = RouteCase(
      name: try mapping.text("name") ?? (query.isEmpty ? "case \(number)" : String(query.prefix(60))),
      place: "\(path):\(mapping.line)", question: try question(query, mapping))
    for name in try mapping.texts("down") { routeCase.states[name, default: ServerState()].health = .down }
    for name in try mapping.texts("open") {
      routeCase.states[name, default: ServerState()].breaker = .open
      routeCase.states[name, default: ServerState()].retrySeconds = 10
    }
    for name in try mapping.texts("times_out") { routeCase.failures[name] = .unknown }
    for name in try mapping.texts("refuses") { routeCase.failures[name] = .notDone }
    routeCase.aggregate = try mapping.texts("aggregate")
    guard let expected = try mapping.mapping("expect") else {
      throw FileMapping.error(path, mapping.line, "the case '\(routeCase.name)' expects nothing")
    }
    routeCase.expected = try expectation(expected)
    if !routeCase.aggregate.isEmpty, let key = expected.all.first(where: { !["parallel", "error"].contains($0.key) }) {
      throw FileMapping.error(
        path, key.line, "'\(key.key)' cannot be expected of an aggregate", hint: "'parallel' and 'error' can")
    }
    return routeCase
  }

  private func question(_ query: String, _ mapping: FileMapping) throws(IpaiError) -> RouteQuestion {
    var question = RouteQuestion(
      query, target: try mapping.text("target"), tool: try mapping.text("tool"), effect: try mapping.choice("effect"),
      at: now)
    if let context = try mapping.mapping("context") {
      for entry in context.all {
        for value in try context.texts(entry.key) { question.context.append(.init(entry.key, value)) }
      }
    }
    if let text = try mapping.text("at") {
      guard let time = try? Date(text, strategy: .iso8601) else {
        throw mapping.error("at", "has to be a time such as \"2026-01-31T08:00:00Z\"")
      }
      question.time = time
    }
    return question
  }

  private func expectation(_ mapping: FileMapping) throws(IpaiError) -> RouteCase.Expectation {
    try mapping.checkKeys(Self.expectations)
    guard !mapping.all.isEmpty else { throw FileMapping.error(path, mapping.line, "'expect' has nothing in it") }
    return RouteCase.Expectation(
      target: try mapping.text("target"), confidence: try mapping.number("confidence", 0...1),
      rule: try mapping.text("rule"), answeredBy: try mapping.text("answered_by"), tier: try mapping.choice("tier"),
      refusal: try mapping.text("refusal"), isMarked: try mapping.flag("marked"),
      sendsKey: try mapping.flag("sends_key"), isParallel: try mapping.flag("parallel"),
      outcome: try mapping.choice("outcome"),
      error: try mapping.text("error"))
  }
}
