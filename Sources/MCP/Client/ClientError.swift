/// The reason why a client's request was not answered. An error that the server answered with is an ``RPCError``.
public enum ClientError: Error, Sendable {
  /// The server could not be reached, or went away before it answered.
  case unreachable(String)
  /// There was no answer within this time, in seconds.
  case timedOut(seconds: Double)
  /// The server answered with HTTP 401 or 403; `challenge` is what `WWW-Authenticate` says.
  case unauthorized(status: Int, challenge: String?)
  /// The server answered with another HTTP status, and not with an answer to the request.
  case refused(status: Int)
  /// The server has too much to do, and may have said when to try again.
  case busy(retryAfterSeconds: Double?)
  /// The server's answer breaks the rules of the protocol.
  case invalidResponse(String)
  /// The server serves no revision that this client speaks.
  case unsupportedVersion(served: [String])
  /// The server asked something that no handler answers, or asked again and again.
  case unanswerable(String)
  /// The request became a task, which was cancelled.
  case taskCancelled
  /// ``Client/close()`` was called.
  case closed
}
