package import IpaiCore

/// A conversation that was not stored.
package struct RefusedConversation: Codable, Sendable, Equatable {
  /// Its id.
  package var sessionID: String
  /// What kind of error it was.
  package var code: ErrorCode
  /// What was wrong.
  package var message: String

  enum CodingKeys: String, CodingKey {
    case code, message
    case sessionID = "session_id"
  }
}
