package import IpaiCore

/// A message about a promotion that its receiver has to get.
package struct PromotionMessage: Codable, Equatable, Sendable {
  /// Its number in the registry; 0 before it is stored.
  package var id: Int
  /// The number of the promotion.
  package var promotion: Int
  /// The name of the receiver.
  package var receiver: String
  /// What tells a message that comes twice from two messages.
  package var key: String
  /// What is sent.
  package var body: String
  /// How often it was sent.
  package var attempts: Int
  /// When it is to be sent next.
  package var due: Timestamp
  /// When the receiver took it; nil before that.
  package var delivered: Timestamp?
  /// Why it was not taken the last time; nil where it was not tried or was taken.
  package var problem: String?

  private enum CodingKeys: String, CodingKey {
    case id, promotion, receiver, key, body, attempts, due, delivered, problem
  }

  /// A message with its parts.
  package init(
    id: Int = 0, promotion: Int, receiver: String, key: String, body: String, attempts: Int = 0, due: Timestamp,
    delivered: Timestamp? = nil, problem: String? = nil
  ) {
    self.id = id
    self.promotion = promotion
    self.receiver = receiver
    self.key = key
    self.body = body
    self.attempts = attempts
    self.due = due
    self.delivered = delivered
    self.problem = problem
  }
}
