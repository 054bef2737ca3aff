import ArgumentParser
import IpaiActions

/// The options of every verb that reads an account.
struct ReadingOptions: ParsableArguments {
  @Option(help: AdvisorScanAction.help("context", "name"))
  var context: String?

  @Flag(name: .customLong("no-metrics"), help: "Do not read metrics, which takes most of the time of a scan.")
  var noMetrics = false

  @Option(help: AdvisorScanAction.help("requests_per_minute", "count"))
  var requestsPerMinute: Int?

  @Option(help: AdvisorScanAction.help("max_wait", "minutes"))
  var maxWait: Int?

  /// Puts what was given into a request.
  func fill(_ request: inout some AccountReading) {
    request.context = context
    request.metrics = !noMetrics
    request.requestsPerMinute = requestsPerMinute
    request.maxWait = maxWait
  }
}
