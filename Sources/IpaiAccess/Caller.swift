/// Who sent a request, and what they may do.
package struct Caller: Sendable, Equatable {
  /// Tells callers apart: sessions and tasks belong to the one who began them.
  package let principal: String
  /// What the caller may do at most.
  package let scope: AccessScope

  /// A caller.
  package init(principal: String, scope: AccessScope) {
    self.principal = principal
    self.scope = scope
  }
}
