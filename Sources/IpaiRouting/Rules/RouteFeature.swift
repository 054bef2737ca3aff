import Foundation

/// One thing that a rule asks of a request, such as a word of the query. What is noted of a decision is which of them held, and
/// nothing of what was asked.
package struct RouteFeature: Hashable, Sendable {
  /// What it looks at.
  package enum Kind: String, Sendable {
    case words, context, tool, capability
    case contextWords = "context_words"
    case useCase = "use_case"
  }

  /// What it looks at.
  let kind: Kind
  /// The key of the context; empty for other kinds.
  let key: String
  /// The phrase or pattern.
  let pattern: String

  /// The feature as it is noted: `words:oca` or `context:project=erp-*`.
  package var text: String { key.isEmpty ? "\(kind.rawValue):\(pattern)" : "\(kind.rawValue):\(key)=\(pattern)" }
}

extension RouteConditions {
  /// What has to hold: of each element one feature, at least.
  var features: [[RouteFeature]] {
    var lists: [[RouteFeature]] = []
    func add(_ kind: RouteFeature.Kind, _ patterns: [String], key: String = "") {
      if !patterns.isEmpty { lists.append(patterns.map { RouteFeature(kind: kind, key: key, pattern: $0) }) }
    }
    add(.words, words.map { $0.words.joined(separator: " ") })
    add(.contextWords, contextWords.map { $0.words.joined(separator: " ") })
    for (key, patterns) in context { add(.context, patterns.map(\.text), key: key) }
    add(.tool, tools.map(\.text))
    add(.capability, capabilities)
    add(.useCase, useCases)
    return lists
  }
}

extension RouteQuestion {
  /// Whether the request has a feature.
  func has(_ feature: RouteFeature) -> Bool {
    switch feature.kind {
    case .words: return Phrase(feature.pattern).map { query.range(of: $0) != nil } ?? false
    case .contextWords:
      guard let phrase = Phrase(feature.pattern) else { return false }
      return context.contains { entry in
        [entry.key, entry.value].contains { WordText($0).range(of: phrase) != nil }
      }
    case .context: return values(of: feature.key).contains { NamePattern(feature.pattern).matches($0) }
    case .tool: return tool.map { NamePattern(feature.pattern).matches($0) } ?? false
    case .capability: return values(of: "capability").contains(feature.pattern)
    case .useCase: return values(of: "use_case").contains(feature.pattern)
    }
  }
}

extension RoutingTable {
  /// Everything that the rules ask of requests.
  package var features: [RouteFeature] {
    var seen: Set<RouteFeature> = []
    return rules.flatMap(\.alternatives).flatMap { $0.features.joined() }.filter { seen.insert($0).inserted }
  }
}
