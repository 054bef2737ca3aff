import IpaiActions
import MCP

/// Passes the progress of an action on to the client that called a tool.
struct ToolProgress: Sendable {
  private let source: AsyncStream<WorkProgress>.Continuation
  private let sending: Task<Void, Never>

  /// Progress for the client of this request.
  init(_ context: RequestContext) {
    // Only the latest state counts; a slow client must not make a heap of old ones.
    let (states, source) = AsyncStream.makeStream(of: WorkProgress.self, bufferingPolicy: .bufferingNewest(1))
    self.source = source
    sending = Task {
      var sent = 0.0
      for await state in states {
        // A report has to be larger than the one before, and each phase counts from zero.
        sent += 1
        let count = state.total > 0 ? "\(state.done) of \(state.total)" : "\(state.done)"
        await context.reportProgress(sent, message: "\(state.phase): \(count)")
      }
    }
  }

  /// Takes the state of the work, from any thread.
  @Sendable func report(_ state: WorkProgress) { source.yield(state) }

  /// Ends the reports; afterwards none is sent any more.
  func finish() async {
    source.finish()
    await sending.value
  }
}
