/// What a channel reports besides answers.
struct ChannelListener: Sendable {
  /// Called with each message of the server's that is not a response, and with the request whose stream it came on; nil where all
  /// share one.
  let receive: @Sendable (RPCMessage, RequestID?) -> Void
  /// Called when the session or the process is gone, and with it what was agreed with the server.
  let lost: @Sendable () -> Void
}
