import IpaiRouting
import IpaiUpstreams

extension AttemptResult {
  /// The result of a call that a server did not answer.
  init(_ failure: UpstreamFailure) {
    self = failure.kind == .breakerOpen ? .leftAlone(failure) : .failed(failure.outcome, failure)
  }
}
