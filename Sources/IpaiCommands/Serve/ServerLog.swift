import Foundation
import IpaiCore
import Logging

extension Invocation {
  /// The log of a server: what it does for whom, and what goes wrong.
  var serverLog: Logger {
    var level = Logger.Level.info
    if options.quiet { level = .warning }
    if options.verbose { level = .debug }
    let now = world.now
    let write = world.standardError.write
    let isJSON = configuration.logFormat == "json"
    return Logger(label: "ipai") { _ in ServerLogHandler(isJSON: isJSON, write: write, now: now, logLevel: level) }
  }
}

/// Writes log lines as text or as JSON objects.
private struct ServerLogHandler: LogHandler {
  let isJSON: Bool
  let write: @Sendable (String) -> Void
  let now: @Sendable () -> Date
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { "\($0)" }
    let time = Timestamp(now()).rfc3339
    guard isJSON else {
      let rest = all.sorted { $0.key < $1.key }.map { " \($0.key)=\(Self.word($0.value))" }.joined()
      return write("\(time) \(event.level) \(TerminalText.sanitized("\(event.message)" + rest))\n")
    }
    let own = ["time": time, "level": event.level.rawValue, "message": "\(event.message)"]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(all.merging(own) { $1 }) else { return }
    write(String(decoding: line, as: UTF8.self) + "\n")
  }

  /// A value that cannot be taken for several.
  private static func word(_ value: String) -> String {
    guard value.contains(where: { $0.isWhitespace || "\"=\\".contains($0) }) else { return value }
    return JSONText.encode(value)
  }
}
