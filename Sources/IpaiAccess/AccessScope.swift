/// What a caller is allowed to do. Each scope includes those before it.
package enum AccessScope: String, CaseIterable, Codable, Sendable, Comparable {
  /// Seeing what is there.
  case read
  /// Changing the data.
  case write
  /// Managing the server itself: its keys and what it serves.
  case admin

  /// True for a scope that is included in the other.
  package static func < (left: AccessScope, right: AccessScope) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .read: 0
    case .write: 1
    case .admin: 2
    }
  }
}
