import Foundation
import IpaiCore
import IpaiYAML

/// Reads the `when` of a rule.
struct ConditionReader {
  private let mapping: FileMapping

  private static let keys = ["words", "context_words", "context", "tool", "capability", "use_case", "between"]

  /// Reads a mapping.
  init(_ mapping: FileMapping) { self.mapping = mapping }

  /// The conditions. Throws `IpaiError(.configuration)` with the file and the line.
  func conditions() throws(IpaiError) -> RouteConditions {
    try mapping.checkKeys(Self.keys)
    var conditions = RouteConditions()
    conditions.words = try phrases("words")
    conditions.contextWords = try phrases("context_words")
    if let context = try mapping.mapping("context") {
      for entry in context.all {
        let values = try context.texts(entry.key)
        guard !values.isEmpty else {
          throw FileMapping.error(
            mapping.path, entry.line, "the context key '\(entry.key.prefix(80))' has no value", hint: "'*' is any value"
          )
        }
        conditions.context.append((entry.key, values.map { NamePattern($0) }))
      }
    }
    conditions.tools = try mapping.texts("tool").map { NamePattern($0) }
    conditions.capabilities = try mapping.texts("capability")
    conditions.useCases = try mapping.texts("use_case")
    conditions.window = try window()
    guard !conditions.isEmpty else {
      throw FileMapping.error(
        mapping.path, mapping.line, "'when' asks for nothing", hint: "what always applies is the 'default'")
    }
    return conditions
  }

  private func phrases(_ key: String) throws(IpaiError) -> [Phrase] {
    var phrases: [Phrase] = []
    for (text, line) in try mapping.textNodes(key) {
      guard let phrase = Phrase(text) else {
        throw FileMapping.error(
          mapping.path, line, "'\(text.prefix(80))' has no letter and no digit, so that it can never match")
      }
      phrases.append(phrase)
    }
    return phrases
  }

  private func window() throws(IpaiError) -> TimeWindow? {
    guard let between = try mapping.mapping("between") else { return nil }
    try between.checkKeys(["from", "to", "days", "zone"])
    guard ["from", "to", "days"].contains(where: { between.node($0) != nil }) else {
      throw mapping.error("between", "has neither 'from' nor 'to' nor 'days', so that it always matches")
    }
    var days: Set<TimeWindow.Day> = []
    for (text, line) in try between.textNodes("days") {
      guard let day = TimeWindow.Day(rawValue: text.lowercased()) else {
        let names = TimeWindow.Day.allCases.map(\.rawValue).joined(separator: ", ")
        throw FileMapping.error(mapping.path, line, "'\(text.prefix(80))' is no day; the days are \(names)")
      }
      days.insert(day)
    }
    let name = try between.text("zone") ?? "UTC"
    guard let zone = TimeZone(identifier: name) else {
      throw between.error("zone", "is no time zone: Europe/Berlin is one")
    }
    let window = TimeWindow(
      from: try time(between, "from") ?? 0, to: try time(between, "to") ?? 24 * 60, days: days, zone: zone)
    guard window.from % (24 * 60) != window.to % (24 * 60) || (window.from == 0 && window.to == 24 * 60) else {
      throw between.error("from", "is the same as 'to', so that it can never match")
    }
    return window
  }

  private func time(_ between: FileMapping, _ key: String) throws(IpaiError) -> Int? {
    guard let text = try between.text(key) else { return nil }
    guard let minutes = TimeWindow.minutes(text) else { throw between.error(key, "has to be a time such as \"08:30\"") }
    return minutes
  }
}
