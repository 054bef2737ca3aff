/// How large the parts of a conversation may be. The schema has the same limits.
package enum MemoryLimits {
  /// The bytes of a session's, message's or user's id, and of a name.
  package static let idBytes = 255
  /// The bytes of a role.
  package static let roleBytes = 64
  /// The bytes of a message.
  package static let messageBytes = 16 << 20
  /// The bytes of a title or a summary.
  package static let summaryBytes = 64 << 10
  /// The bytes of all values of a conversation's context together.
  package static let contextBytes = 64 << 10
  /// The values of a conversation's context.
  package static let contextValues = 100
  /// How far ahead of the clock the time of a message may be, in seconds: clocks differ, and zones are forgotten.
  package static let secondsAhead: Int64 = 86_400
}
