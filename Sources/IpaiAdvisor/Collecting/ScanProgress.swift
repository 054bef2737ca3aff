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
  /// How many seconds all requests wait for the account's limit; 0 when they do not.
  package let waiting: Double
}
