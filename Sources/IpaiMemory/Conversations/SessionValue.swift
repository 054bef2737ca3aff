package import IpaiCore

/// A small value that belongs to a session.
package struct SessionValue: Codable, Sendable, Equatable {
  /// The session.
  package var sessionID: String
  /// What it is called.
  package var key: String
  /// The value.
  package var value: String
  /// When it was set.
  package var updated: Timestamp
  /// When it is forgotten; nil for never.
  package var expires: Timestamp?

  /// A value that was set at `updated`.
  package init(sessionID: String, key: String, value: String, updated: Timestamp, expires: Timestamp? = nil) {
    self.sessionID = sessionID
    self.key = key
    self.value = value
    self.updated = updated
    self.expires = expires
  }

  enum CodingKeys: String, CodingKey {
    case key, value, updated, expires
    case sessionID = "session_id"
  }
}
