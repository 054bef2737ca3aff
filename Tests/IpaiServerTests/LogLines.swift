import Logging
import Synchronization

/// Collects the lines of a log.
final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])

  /// Everything that was logged, one line after the other.
  var text: String { lines.withLock { $0.joined(separator: "\n") } }

  /// A log that collects its lines here.
  var logger: Logger {
    Logger(label: "test") { _ in Handler { line in self.lines.withLock { $0.append(line) } } }
  }

  private struct Handler: LogHandler {
    let write: @Sendable (String) -> Void
    var logLevel = Logger.Level.debug
    var metadata: Logger.Metadata = [:]

    init(_ write: @escaping @Sendable (String) -> Void) { self.write = write }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:]) { $1 }
      write("\(event.level) \(event.message) \(all)")
    }
  }
}
