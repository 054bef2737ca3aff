import MCP

/// Passes the progress of a server on to the client, in order.
struct RelayedProgress: Sendable {
  private let source: AsyncStream<ProgressReport>.Continuation?
  private let sending: Task<Void, Never>?

  /// Progress for the client of this request; nothing for one that does not want any.
  init(_ context: RequestContext) {
    guard context.meta?["progressToken"] != nil else {
      (source, sending) = (nil, nil)
      return
    }
    // Only the latest state counts; a slow client must not make a heap of old ones.
    let (reports, source) = AsyncStream.makeStream(of: ProgressReport.self, bufferingPolicy: .bufferingNewest(16))
    self.source = source
    sending = Task {
      for await report in reports {
        await context.reportProgress(report.progress, total: report.total, message: report.message)
      }
    }
  }

  /// What a request takes to report progress; nil for a client that does not want any.
  var report: (@Sendable (ProgressReport) -> Void)? {
    guard let source else { return nil }
    return { source.yield($0) }
  }

  /// Ends the reports; afterwards none is sent any more.
  func finish() async {
    source?.finish()
    await sending?.value
  }
}
