/// Who sent a request, and what they may do.
package struct Caller: Sendable, Equatable {
  /// Tells callers apart: sessions and tasks belong to the one who began them.
  package let principal: String
  /// What the caller may do.
  package let scopes: Set<AccessScope>

  /// A caller.
  package init(principal: String, scopes: Set<AccessScope>) {
    self.principal = principal
    self.scopes = scopes
  }

  /// Whether the caller may do what needs a scope.
  package func may(_ scope: AccessScope) -> Bool { scopes.contains { $0.includes(scope) } }
}
