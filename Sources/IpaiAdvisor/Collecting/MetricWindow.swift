import IpaiCore

/// The time that metrics are asked for.
struct MetricWindow: Sendable {
  /// The end, in seconds since 1970.
  let end: Double
  /// The first second of the month that the end is in.
  let monthStart: Double

  private static let days = 14.0

  /// The fortnight before a moment.
  init(before moment: Timestamp) {
    end = Double(moment.seconds)
    let day = Timestamp(seconds: moment.seconds).day
    let dayOfMonth = Int64(day.suffix(2)) ?? 1
    monthStart = Double(moment.seconds - moment.seconds % 86_400 - (dayOfMonth - 1) * 86_400)
  }

  /// The path of a metric with its parameters, the window among them.
  func path(_ metric: String, _ parameters: [(String, String)]) -> String {
    let fixed = [("start", String(Int64(end - Self.days * 86_400))), ("end", String(Int64(end)))]
    let query = (parameters + fixed).map { "\($0.0)=\(PathStep.escaped($0.1))" }.joined(separator: "&")
    return Self.root + "\(metric)?\(query)"
  }

  private static let root = "/v2/monitoring/metrics/"

  /// Whether a path is one of a metric.
  static func isPath(_ path: String) -> Bool { path.hasPrefix(root) }
}
