import IpaiActions

/// A verb whose options are the fields of an action.
protocol RequestingVerb: Verb {
  /// The action that does the work.
  associatedtype Work: Action

  /// The request that the command line makes. Throws `IpaiError(.usage)`.
  func request(in invocation: Invocation) throws -> Work.Request
}
