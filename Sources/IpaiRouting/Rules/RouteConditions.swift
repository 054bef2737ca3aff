/// What a request must be like for a rule. All that is given must hold; of a list, one element is enough.
package struct RouteConditions: Sendable, Equatable {
  /// Words and phrases of the query.
  var words: [Phrase] = []
  /// Words and phrases of the context's keys and values.
  var contextWords: [Phrase] = []
  /// Patterns of the values that keys of the context have.
  var context: [(key: String, values: [NamePattern])] = []
  /// Patterns of the tool's name.
  var tools: [NamePattern] = []
  /// What the request needs: a value of the context's key `capability`.
  var capabilities: [String] = []
  /// What the request is for: a value of the context's key `use_case`.
  var useCases: [String] = []
  /// When the request comes.
  var window: TimeWindow?

  /// True when every request is as asked for.
  var isEmpty: Bool { self == RouteConditions() }

  package static func == (left: RouteConditions, right: RouteConditions) -> Bool {
    left.words == right.words && left.contextWords == right.contextWords && left.tools == right.tools
      && left.capabilities == right.capabilities && left.useCases == right.useCases && left.window == right.window
      && left.context.elementsEqual(right.context) { $0.key == $1.key && $0.values == $1.values }
  }

  /// True when whatever fulfils these conditions fulfils the others too, as far as that shows.
  func implies(_ others: RouteConditions) -> Bool {
    Self.narrows(words.map(\.words), others.words.map(\.words))
      && Self.narrows(contextWords.map(\.words), others.contextWords.map(\.words))
      && Self.narrows(tools.map(\.text), others.tools.map(\.text))
      && Self.narrows(capabilities, others.capabilities) && Self.narrows(useCases, others.useCases)
      && (others.window == nil || window == others.window)
      && others.context.allSatisfy { other in
        context.contains { $0.key == other.key && Self.narrows($0.values.map(\.text), other.values.map(\.text)) }
      }
  }

  /// True when a list of alternatives asks for at least as much as another. An empty one asks for nothing.
  private static func narrows<Element: Hashable>(_ list: [Element], _ other: [Element]) -> Bool {
    other.isEmpty || !list.isEmpty && Set(list).isSubset(of: other)
  }
}
