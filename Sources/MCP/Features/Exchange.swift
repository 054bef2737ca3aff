/// The way back to the client while its request is served: one type for each era. ``RequestContext`` says what each method does.
protocol Exchange: Sendable {
  /// Reports progress, if the client asked for that.
  func report(_ progress: ProgressReport) async
  /// Sends a log message, if the client wants those of its level.
  func log(_ message: LogMessage) async
  /// Asks the client, and returns an answer for each key.
  func ask(_ questions: [String: InputRequest]) async throws -> [String: JSON]
  /// Asks the client; where the handler runs again for the answers, it finds the state there.
  func ask(_ questions: [String: InputRequest], carrying state: JSON) async throws -> [String: JSON]
  /// What a handler that runs again goes on with; nil when it runs for the first time.
  var resumption: Resumption? { get }
  /// Continues the work as a task, if the client can follow one.
  func becomeTask(required: Bool) async throws
  /// Ends the client's connection for now, where it can come back.
  func disconnect(retryAfter milliseconds: Int) async
}
