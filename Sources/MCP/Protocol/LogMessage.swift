/// What a server logs for its client (Utilities: Logging).
public struct LogMessage: Sendable, Hashable {
  /// How severe it is.
  public var level: LogLevel
  /// What is logged: a text, or any other value.
  public var data: JSON
  /// The name of what logged it.
  public var logger: String?

  init(level: LogLevel, data: JSON, logger: String?) {
    self.level = level
    self.data = data
    self.logger = logger
  }

  /// Reads the parameters of `notifications/message`; nil when the level is missing or unknown.
  init?(_ params: [String: JSON]) {
    guard let level = params["level"]?.string.flatMap(LogLevel.init) else { return nil }
    self.init(level: level, data: params["data"] ?? .null, logger: params["logger"]?.string)
  }

  /// The parameters of `notifications/message`.
  var params: [String: JSON] {
    var params: [String: JSON] = ["level": .string(level.rawValue), "data": data]
    params[optional: "logger"] = logger.map(JSON.string)
    return params
  }
}
