/// Whether a token has a scope, and what depends on that.
package struct ScopeAnswer: Codable, Equatable, Sendable {
  /// Whether a token has it.
  package enum State: String, Codable, CaseIterable, Sendable {
    /// What it opens was read.
    case granted
    /// What it opens is refused.
    case missing
    /// It could not be found out.
    case unknown
  }

  package var scope: Scope
  package var state: State
  /// Why it is missing or not known; nil where it is there.
  package var reason: String?
  /// The parts of an account that are read with it.
  package var reads: [Collection]
  /// The ids of the rules that cannot be judged without it.
  package var rules: [String]

  /// Whether a token has `scope`.
  init(_ scope: Scope, _ state: State, reason: String? = nil) {
    self.scope = scope
    self.state = state
    self.reason = reason
    reads = Collection.allCases.filter { $0.scopes.contains(scope) }
    rules = ScopeUse.rules(without: [scope])
  }
}
