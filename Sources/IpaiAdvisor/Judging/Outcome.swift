/// What a rule says about a resource.
package enum Outcome: Equatable, Sendable {
  /// It is as it should be.
  case pass
  /// It is not.
  case fail(Failure)
  /// It cannot be said, for this reason.
  case notAssessed(String)

  /// Whether it is not as it should be.
  package var isFailure: Bool { if case .fail = self { true } else { false } }
}
