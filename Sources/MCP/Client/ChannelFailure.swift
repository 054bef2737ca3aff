/// A failure on the way to the server, and what it means for the request.
struct ChannelFailure: Error {
  /// What the caller is told.
  let error: ClientError
  /// Whether it is certain that the server did not work on the request.
  var isUnprocessed = false
  /// Whether the session or the process is gone, and with it what was agreed with the server.
  var isConnectionLost = false
}
