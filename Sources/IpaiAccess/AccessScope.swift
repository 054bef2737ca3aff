/// What a caller is allowed to do. Each scope includes reading, and that of the administrator includes all.
package enum AccessScope: String, CaseIterable, Codable, Sendable {
  /// Seeing what is there, but for what the advisor knows of cloud accounts.
  case read
  /// Changing the data.
  case write
  /// Seeing what the advisor knows of cloud accounts: what is open to the world is nothing for everybody who may search.
  case advisor
  /// Managing the server itself: its keys and what it serves.
  case admin

  /// Whether whoever has this scope may do what needs the other one.
  package func includes(_ other: AccessScope) -> Bool { self == .admin || other == .read || other == self }
}
