/// What an action does to the data, so that a face can tell whom to let in and what may be tried again.
package enum Effect: String, Sendable {
  /// Changes nothing.
  case read
  /// Changes something; doing it twice is like doing it once.
  case idempotent
  /// Changes something each time.
  case write

  /// The right that a caller needs.
  package var scope: AccessScope { self == .read ? .read : .write }
}
