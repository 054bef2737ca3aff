/// The connection to one server: it carries requests and their responses, and whatever else the server sends.
protocol Channel: AnyObject, Sendable {
  /// Whether requests have headers, so that arguments can be repeated in them.
  var hasHeaders: Bool { get }
  /// Whether a client of this revision cancels a request by no longer waiting for it.
  func cancelsByLeaving(_ version: ProtocolVersion) -> Bool
  /// Sends a request and returns its answer. When the task is cancelled, it stops waiting.
  ///
  /// - Throws: `ChannelFailure`, `CancellationError`.
  func call(_ call: Call) async throws -> Result<JSON, RPCError>
  /// Sends a notification or a response.
  ///
  /// - Throws: `ChannelFailure`, `CancellationError`.
  func post(_ message: RPCMessage, _ version: ProtocolVersion) async throws
  /// Starts to listen for messages that belong to no request, once a session is open.
  func listen(_ version: ProtocolVersion)
  /// Ends everything, in good order where that is quick. Requests that wait fail.
  func close() async
}
