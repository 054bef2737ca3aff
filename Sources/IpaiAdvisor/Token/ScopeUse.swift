import IpaiCore

/// What the rules need of a token.
package enum ScopeUse {
  /// The scopes without which something of an account is not read.
  package static let scopes = Scope.allCases.filter { scope in
    Collection.allCases.contains { $0.scopes.contains(scope) }
  }

  /// The ids of the rules that cannot be judged at all without some scopes.
  package static func rules(without missing: Set<Scope>, of rules: [Rule] = RuleList.all) -> [String] {
    let time = FactTime(Timestamp(seconds: 0))
    var facts = AccountFacts(readAt: time)
    for collection in Collection.allCases {
      let isDenied = !missing.isDisjoint(with: collection.scopes)
      facts.states[collection] = CollectionState(isDenied ? .denied : .complete, readAt: time)
    }
    return rules.filter { Judge.obstacle(of: $0, in: facts) != nil }.map(\.id)
  }
}
