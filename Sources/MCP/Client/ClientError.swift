/// Why a request of a client's got no answer. What the server answered with is an ``RPCError``.
public enum ClientError: Error, Sendable {
  /// The server could not be reached, or went away before it answered.
  case unreachable(String)
  /// No answer within the time, in seconds.
  case timedOut(seconds: Double)
  /// HTTP 401 or 403, with what `WWW-Authenticate` says.
  case unauthorized(status: Int, challenge: String?)
  /// Another status of HTTP, without an answer to the request.
  case refused(status: Int)
  /// The server has too much to do.
  case busy(retryAfterSeconds: Double?)
  /// What the server said is not what the protocol has it say.
  case invalidResponse(String)
  /// No revision is served that this client speaks.
  case unsupportedVersion(served: [String])
  /// The server asked for what no handler is there for, or again and again.
  case unanswerable(String)
  /// The task that the request became was cancelled.
  case taskCancelled
  /// ``Client/close()`` was called.
  case closed
}

/// A request that did not leave this machine, so that it can be sent again whatever it does. An exchange of HTTP throws it
/// where it knows.
public struct UnsentRequest: Error, Sendable {
  public let reason: String

  public init(_ reason: String) { self.reason = reason }
}

/// A failure on the way to the server, with what it means for the request.
struct ChannelFailure: Error {
  let error: ClientError
  /// The server did not work on the request.
  var isUnprocessed = false
  /// What was agreed with the server is gone: the session, or the process.
  var isConnectionLost = false
}
