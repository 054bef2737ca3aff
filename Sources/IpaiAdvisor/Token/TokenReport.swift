/// What is known of a token after asking the API with it.
package struct TokenReport: Sendable {
  /// Whether the API takes it.
  package enum Access: Equatable, Sendable {
    case accepted
    /// The token is not accepted, and why.
    case refused(String)
    /// The API could not be asked, and why.
    case unreachable(String)
  }

  /// What the scopes of a token are known from.
  package enum Grants: Sendable {
    case known(TokenGrants)
    /// Nobody says, and why.
    case unknown(String)
  }

  package var access: Access
  /// Whose it is; nil where that may not be read.
  package var account: AccountInfo?
  /// The requests that are left in this hour, and of how many; nil where the API does not say.
  package var limit: (left: Int, of: Int)?
  /// One for each scope that something is read with; empty for a token that is not accepted.
  package var scopes: [ScopeAnswer] = []
  /// What it may do, as DigitalOcean says.
  package var grants = Grants.unknown("it was not asked for")

  /// The scopes that it lacks, and those of which that could not be found out.
  package var notGranted: Set<Scope> { Set(scopes.filter { $0.state != .granted }.map(\.scope)) }
}
