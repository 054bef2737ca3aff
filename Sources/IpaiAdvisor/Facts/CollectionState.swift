/// How much of a part of an account was read.
package struct CollectionState: Codable, Equatable, Sendable {
  /// How it went.
  package enum Status: String, Codable, CaseIterable, Sendable {
    /// All of it was read.
    case complete
    /// Some of it was read, and the reason says what was not.
    case partial
    /// The token may not read it.
    case denied
    /// It could not be read.
    case failed
    /// It was not asked for.
    case skipped
  }

  /// How it went.
  package var status: Status
  /// Why not all of it was read; nil where all was.
  package var reason: String?
  /// When it was read.
  package var readAt: FactTime
  /// How many resources were read.
  package var count: Int

  enum CodingKeys: String, CodingKey {
    case status, reason, count
    case readAt = "read_at"
  }

  /// A state with its parts.
  package init(_ status: Status, reason: String? = nil, readAt: FactTime, count: Int = 0) {
    self.status = status
    self.reason = reason
    self.readAt = readAt
    self.count = count
  }
}
