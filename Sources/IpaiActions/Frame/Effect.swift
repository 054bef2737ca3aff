package import IpaiAccess

/// What an action does to the data. Faces derive from it what may be tried again and, by default,
/// who may call the action.
package enum Effect: String, Sendable {
  /// Changes nothing.
  case read
  /// Changes something; doing it twice has the effect of doing it once.
  case idempotent
  /// Changes something each time.
  case write

  /// The permission that a caller needs.
  package var scope: AccessScope { self == .read ? .read : .write }
}
