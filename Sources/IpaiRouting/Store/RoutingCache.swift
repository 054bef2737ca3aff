package import Foundation

/// Keeps the answers of servers that may be given again until they expire. Times are milliseconds since 1970.
package protocol RoutingCache: Sendable {
  /// The answer under a key of 32 bytes, and when it expires; nil when there is none that is still good.
  func answer(_ key: Data, now: Int) async throws -> (answer: Data, expires: Int)?

  /// Keeps an answer of a server until it expires. Of more than 10,000, those that expire first are dropped.
  func keep(_ answer: Data, _ key: Data, of target: String, expires: Int, now: Int) async throws
}
