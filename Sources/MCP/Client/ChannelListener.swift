/// What a channel reports besides answers.
struct ChannelListener: Sendable {
  /// Called with each message of the server's that is not a response.
  let receive: @Sendable (RPCMessage) -> Void
  /// Called when the session or the process is gone, and with it what was agreed with the server.
  let lost: @Sendable () -> Void
}
