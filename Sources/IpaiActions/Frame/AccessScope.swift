/// What a caller is allowed to do.
package enum AccessScope: String, CaseIterable, Sendable {
  /// Seeing what is there.
  case read
  /// Changing the data.
  case write
  /// Managing the server itself: its keys and what it serves.
  case admin
}
