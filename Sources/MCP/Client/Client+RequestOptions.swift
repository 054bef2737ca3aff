extension Client {
  /// How one request is sent.
  public struct RequestOptions: Sendable {
    /// How long, in seconds, an answer may take; nil for ``Client/Options/requestSeconds``.
    public var seconds: Double?
    /// Whether it does no harm to send the request twice; nil for what the protocol or the tool's annotations say.
    public var isRepeatable: Bool?
    /// Called when the server reports progress. Without it, none is asked for (Utilities: Progress).
    public var onProgress: (@Sendable (ProgressReport) -> Void)?
    /// Answers the questions of the server on this request, in place of the client's own handlers, and says what may be asked. It
    /// counts in revisions without sessions, where a request says by itself what its client can do.
    public var questions: Client.Options.QuestionRelay?
    /// The least severe log messages that the server should send for this request, and what is called with them. They count in
    /// revisions without sessions.
    public var log: (level: LogLevel, receive: @Sendable (LogMessage) -> Void)?
    /// Learns whether the request may have reached the server; nil when nobody wants to know.
    public var delivery: Delivery?
    /// Further members of `_meta`, such as `traceparent`.
    public var meta: [String: JSON] = [:]

    /// Options that leave everything else to the client.
    public init(
      seconds: Double? = nil, isRepeatable: Bool? = nil, onProgress: (@Sendable (ProgressReport) -> Void)? = nil
    ) {
      self.seconds = seconds
      self.isRepeatable = isRepeatable
      self.onProgress = onProgress
    }
  }
}
