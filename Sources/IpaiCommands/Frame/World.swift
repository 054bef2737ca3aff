package import Foundation

/// What the commands know of the world outside: made once by the executable and passed by hand.
package struct World: Sendable {
  package var environment: [String: String]
  package var currentDirectory: String
  package var processorCount: Int
  package var now: @Sendable () -> Date
  package var standardOutput: Stream
  package var standardError: Stream
  /// The next line of standard input without its line break, in bytes; nil at the end.
  package var readLine: @Sendable () -> [UInt8]?
  /// True once the user has asked to stop.
  package var isCancelled: @Sendable () -> Bool

  /// Somewhere to write to, and whether a person looks at it.
  package struct Stream: Sendable {
    package var write: @Sendable (String) -> Void
    package var isTerminal: Bool
    /// Columns of the terminal; 80 where it does not say.
    package var width: Int

    package init(isTerminal: Bool = false, width: Int = 80, write: @escaping @Sendable (String) -> Void) {
      self.write = write
      self.isTerminal = isTerminal
      self.width = width
    }
  }

  package init(
    environment: [String: String], currentDirectory: String, processorCount: Int,
    now: @escaping @Sendable () -> Date, standardOutput: Stream, standardError: Stream,
    readLine: @escaping @Sendable () -> [UInt8]? = { nil },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.environment = environment
    self.currentDirectory = currentDirectory
    self.processorCount = processorCount
    self.now = now
    self.standardOutput = standardOutput
    self.standardError = standardError
    self.readLine = readLine
    self.isCancelled = isCancelled
  }

  /// The user's home: `$HOME`, or the root where there is none.
  var home: String { environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "/" }

  /// `path` made absolute against the current directory, `~/` expanded, without `.` and `..`.
  func absolute(_ path: String) -> String {
    var path = path
    if path == "~" || path.hasPrefix("~/") { path = home + path.dropFirst() }
    let joined = path.hasPrefix("/") ? path : currentDirectory + "/" + path
    return URL(fileURLWithPath: joined).standardizedFileURL.path
  }
}
