extension AccountFacts {
  /// Whether a part of the account was read to its end.
  func isComplete(_ collection: Collection) -> Bool { states[collection]?.status == .complete }

  /// Whether all Droplets were read, those with graphics processors too.
  var hasAllDroplets: Bool { isComplete(.droplets) && isComplete(.gpuDroplets) }

  /// Whether the token may read what a scope allows, as far as reading has shown.
  package func has(_ scope: Scope) -> Bool {
    Collection.allCases.contains { collection in
      // What belongs to one resource each says nothing where there is no resource.
      guard collection.scope == scope, !collection.belongsToResource, let state = states[collection] else {
        return false
      }
      return state.status == .complete || state.status == .partial
    }
  }
}
