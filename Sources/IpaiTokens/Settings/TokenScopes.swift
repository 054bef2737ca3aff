package import IpaiAccess

/// The names that scopes have in tokens and in challenges (RFC 6749, section 3.3).
package enum TokenScopes {
  private static let prefix = "ipai:"
  private static let scopes = [String: AccessScope](
    uniqueKeysWithValues: AccessScope.allCases.map { (name($0), $0) })

  /// The name of a scope: `ipai:read`, `ipai:write`, `ipai:advisor` or `ipai:admin`.
  package static func name(_ scope: AccessScope) -> String { prefix + scope.rawValue }

  /// The scopes that are named. A name without `ipai:` may be meant for another resource of the same server. Case matters.
  package static func named(_ names: some Sequence<String>) -> Set<AccessScope> { Set(names.compactMap { scopes[$0] }) }
}
