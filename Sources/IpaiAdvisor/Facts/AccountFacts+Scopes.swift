extension AccountFacts {
  /// Whether the token may read what a scope allows, as far as reading has shown.
  package func has(_ scope: Scope) -> Bool {
    Collection.allCases.contains { collection in
      guard collection.scope == scope, let state = states[collection] else { return false }
      return state.status == .complete || state.status == .partial
    }
  }
}
