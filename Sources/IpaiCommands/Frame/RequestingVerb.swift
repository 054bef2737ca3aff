import IpaiActions

/// A verb whose options are the fields of an action.
protocol RequestingVerb: Verb {
  /// The action that does the work.
  associatedtype Work: Action

  /// The action's request, as far as the command line says it. Throws `IpaiError(.usage)`.
  func request(in invocation: Invocation) throws -> Work.Request
}
