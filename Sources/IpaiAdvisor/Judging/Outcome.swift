/// What a rule says about a resource.
package enum Outcome: Equatable, Sendable {
  /// It is as it should be.
  case pass
  /// It is not.
  case fail(Failure)
  /// It cannot be said, for this reason.
  case notAssessed(String)
  /// It has nothing of what the rule is about, so that nothing can be wrong. It counts nowhere, and a finding that it had is fixed.
  case notConcerned
  /// It is left alone, whatever it is like. It counts nowhere, and a finding that it had may still be there. A resource that a rule says
  /// nothing about is left alone too.
  case leftAlone

  /// Whether it is not as it should be.
  package var isFailure: Bool { if case .fail = self { true } else { false } }
}
