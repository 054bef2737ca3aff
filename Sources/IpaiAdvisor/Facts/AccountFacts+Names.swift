extension AccountFacts {
  /// The name under which a resource is known here: the account has one name, though others name it by the person or the team.
  package func resolved(_ urn: URN) -> URN {
    guard let account, ["account", "user", "team"].contains(urn.kind),
      urn.key == account.uuid || account.team?.uuid.map({ urn.key == $0 }) ?? false
    else { return urn }
    return account.urn
  }
}
