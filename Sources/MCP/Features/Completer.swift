/// Suggests values for what has been typed so far of a named variable or argument. `others` are the arguments that are already
/// known. The first 100 values are sent (Utilities: Completion).
public typealias Completer =
  @Sendable (_ name: String, _ typed: String, _ others: [String: String]) async throws -> [String]
