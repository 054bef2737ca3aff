package import IpaiCore

/// How far a scan has come.
package struct ScanProgress: Sendable {
  /// What is being read.
  package let collection: Collection
  /// How many requests were answered: of the metrics once it is known how many they need, and before that of everything else.
  package let done: Int
  /// How many requests are needed; 0 while that is not known, because it depends on what is still being read.
  package let total: Int
  /// How many seconds the rest takes at least by the limits of requests, however fast the answers are; nil while it is not known how many
  /// requests are left.
  package let leastSeconds: Double?
  /// How many requests the account has left in this hour, and of how many; nil before the first answer.
  package let remaining: (left: Int, of: Int)?
  /// Until when requests wait, for the account's limit or because the server asks for it; nil when they do not wait long.
  package let waitsUntil: Timestamp?

  /// What is done, in words that stay the same while it goes on, so that it is shown where only what lasts is.
  package var phase: String {
    if let waitsUntil { return "waiting for the API until \(waitsUntil.rfc3339.dropFirst(11).dropLast()) UTC" }
    return collection.isMetrics ? "reading metrics" : "reading the account"
  }

  /// What was read last, and how many requests are left of this hour.
  package var detail: String {
    guard let remaining else { return collection.title }
    return "\(collection.title), \(remaining.left) of \(remaining.of) requests left this hour"
  }
}
