/// What a caller is allowed to do.
package enum AccessScope: String, CaseIterable, Sendable {
  case read
  case write
  /// Managing the server itself: its keys and what it serves.
  case admin
}
