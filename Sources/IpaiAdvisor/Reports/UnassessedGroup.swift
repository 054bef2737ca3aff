/// What could not be judged for one reason.
package struct UnassessedGroup: Equatable, Sendable {
  /// Why.
  package let reason: String
  /// The ids of the rules.
  package let rules: [String]
  /// How many judgements of resources are missing; nil where whole rules are.
  package let resources: Int?

  /// What could not be judged, by reason: whole rules first, then what is about most.
  package static func groups(of notAssessed: [NotAssessed]) -> [UnassessedGroup] {
    let whole = notAssessed.filter { $0.resources == nil }
    let part = notAssessed.filter { $0.resources != nil }
    return byReason(whole).sorted { ($1.rules.count, $0.reason) < ($0.rules.count, $1.reason) }
      + byReason(part).sorted { ($1.resources ?? 0, $0.reason) < ($0.resources ?? 0, $1.reason) }
  }

  private static func byReason(_ items: [NotAssessed]) -> [UnassessedGroup] {
    Dictionary(grouping: items) { ShownText.line($0.reason) }.map { reason, items in
      let counts = items.compactMap(\.resources)
      return UnassessedGroup(
        reason: reason, rules: Set(items.map { ShownText.line($0.rule) }).sorted(),
        resources: counts.isEmpty ? nil : counts.reduce(0, +))
    }
  }
}
