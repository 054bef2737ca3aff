import MCP

/// Passes on to the client what a server says while it works: its progress and its log messages, in order.
struct RelayedReports: Sendable {
  private enum Report: Sendable {
    case progress(ProgressReport)
    case log(LogMessage)
  }

  private let source: AsyncStream<Report>.Continuation
  /// Nil when the client wants to hear nothing.
  private let sending: Task<Void, Never>?
  private let wantsProgress: Bool

  /// How many reports wait for a slow client; of more, the oldest are dropped.
  private static let most = 256

  /// Reports for the client of this request. `logs`: whether it wants log messages.
  init(_ context: RequestContext, logs: Bool) {
    wantsProgress = context.meta?["progressToken"] != nil
    let (reports, source) = AsyncStream.makeStream(of: Report.self, bufferingPolicy: .bufferingNewest(Self.most))
    self.source = source
    guard wantsProgress || logs else {
      sending = nil
      return
    }
    sending = Task {
      for await report in reports {
        switch report {
        case .progress(let report):
          await context.reportProgress(report.progress, total: report.total, message: report.message)
        case .log(let message): await context.log(message.level, message.data, logger: message.logger)
        }
      }
    }
  }

  /// What takes reports of progress; nil for a client that does not want any.
  var onProgress: (@Sendable (ProgressReport) -> Void)? {
    guard wantsProgress else { return nil }
    return { [source] in source.yield(.progress($0)) }
  }

  /// Takes a log message.
  @Sendable func log(_ message: LogMessage) { source.yield(.log(message)) }

  /// Ends the reports; afterwards none is sent any more.
  func finish() async {
    source.finish()
    await sending?.value
  }
}
