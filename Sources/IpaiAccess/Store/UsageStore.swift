package import IpaiCore

/// How often what was used, by whom: numbers only, and nothing of what was asked or answered.
package protocol UsageStore: Sendable {
  /// Adds to the counts of the hour that `now` is in.
  func add(_ tallies: [UsedOperation: UsageTally], at now: Timestamp) async throws
}

/// What is counted together.
package struct UsedOperation: Hashable, Sendable {
  /// The route, or `tool` and the name of a tool.
  package let name: String
  /// Who used it.
  package let caller: String
  /// `ok`, or the code of an error.
  package let outcome: String

  /// How many characters of a name are kept.
  static let nameLength = 200

  /// An operation of a caller.
  package init(name: String, caller: String, outcome: String) {
    self.name = name
    self.caller = caller
    self.outcome = outcome
  }
}

/// How often, and how long all of it took together.
package struct UsageTally: Sendable, Equatable {
  /// How often.
  package var count = 0
  /// How long it took together, in milliseconds.
  package var milliseconds = 0.0

  /// Nothing yet.
  package init() {}
}
