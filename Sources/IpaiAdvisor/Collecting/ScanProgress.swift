/// How far a scan has come.
package struct ScanProgress: Sendable {
  /// What is being read.
  package let collection: Collection
  /// How many requests were answered, of those that are known to be needed.
  package let done: Int
  package let total: Int
  /// How many requests the account has left in this hour, and of how many; nil before the first answer.
  package let remaining: (left: Int, of: Int)?
  /// How many seconds all requests wait for the account's limit; 0 when they do not.
  package let waiting: Double
}
