/// Severity of a log message (RFC 5424).
public enum LogLevel: String, Sendable, Comparable, CaseIterable {
  case debug, info, notice, warning, error, critical, alert, emergency

  public static func < (one: LogLevel, other: LogLevel) -> Bool {
    (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
  }
}

/// What a server logs for its client.
public struct LogMessage: Sendable, Hashable {
  public var level: LogLevel
  public var data: JSON
  public var logger: String?

  init(level: LogLevel, data: JSON, logger: String?) { (self.level, self.data, self.logger) = (level, data, logger) }

  init?(_ params: [String: JSON]) {
    guard let level = params["level"]?.string.flatMap(LogLevel.init) else { return nil }
    self.init(level: level, data: params["data"] ?? .null, logger: params["logger"]?.string)
  }

  var params: [String: JSON] {
    var params: [String: JSON] = ["level": .string(level.rawValue), "data": data]
    params[optional: "logger"] = logger.map(JSON.string)
    return params
  }
}
