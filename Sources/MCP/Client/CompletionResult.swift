/// What a server suggests for an argument (Utilities: Completion).
public struct CompletionResult: Sendable, Hashable {
  /// The suggested values, at most 100.
  public let values: [String]
  /// How many values there are in all, where the server says so.
  public let total: Int?
  /// Whether there are more values than these.
  public let hasMore: Bool
}
