package import Foundation
import IpaiCore

/// What the commands know of the world outside: made once by the executable and passed by hand.
package struct World: Sendable {
  package var environment: [String: String]
  package var currentDirectory: String
  package var processorCount: Int
  package var now: @Sendable () -> Date
  package var standardOutput: Stream
  package var standardError: Stream
  /// The user's home, absolute.
  package var home: String
  /// The next line of standard input without its line break, in bytes; nil at the end and after an interruption.
  package var readLine: @Sendable () -> [UInt8]?
  /// The signal by which the user has asked to stop; nil as long as none came.
  package var interruption: @Sendable () -> Int32?

  /// Asks whether the user wants to stop. Who never asks is ended by the signal.
  package var isCancelled: @Sendable () -> Bool {
    { [interruption] in interruption() != nil }
  }

  /// Somewhere to write to, and whether a person looks at it.
  package struct Stream: Sendable {
    package var write: @Sendable (String) -> Void
    package var isTerminal: Bool
    /// Columns of the terminal; 80 where it does not say.
    package var width: Int
    /// Lines of the terminal; 24 where it does not say.
    package var height = 24
    /// A terminal that has neither colours nor a cursor that can be moved, or does not say what it is.
    package var isDumb = false
    /// Runs a command line with a text as its input and the stream as its output; false when it cannot be run. nil
    /// where no program can write to the stream.
    package var page: (@Sendable (_ text: String, _ command: String, _ environment: [String: String]) -> Bool)?

    package init(isTerminal: Bool = false, width: Int = 80, write: @escaping @Sendable (String) -> Void) {
      self.write = write
      self.isTerminal = isTerminal
      self.width = width
    }

    /// Whether a terminal of this environment is dumb, by `TERM`.
    package static func isDumb(_ environment: [String: String]) -> Bool {
      ["", "dumb"].contains(environment["TERM"] ?? "")
    }
  }

  package init(
    environment: [String: String], home: String, currentDirectory: String, processorCount: Int,
    now: @escaping @Sendable () -> Date, standardOutput: Stream, standardError: Stream,
    readLine: @escaping @Sendable () -> [UInt8]? = { nil },
    interruption: @escaping @Sendable () -> Int32? = { nil }
  ) {
    self.environment = environment
    self.home = home
    self.currentDirectory = currentDirectory
    self.processorCount = processorCount
    self.now = now
    self.standardOutput = standardOutput
    self.standardError = standardError
    self.readLine = readLine
    self.interruption = interruption
  }

  /// `path` made absolute against the current directory, `~/` expanded, without `.` and `..`.
  ///
  /// Throws `IpaiError(.usage)` when it is empty, which a script's unset variable is; never "here".
  func absolute(_ path: String) throws -> String {
    guard !path.isEmpty else {
      throw IpaiError(.usage, "a path is empty", hint: "for the current folder write '.'")
    }
    var path = path
    if path == "~" || path.hasPrefix("~/") { path = home + path.dropFirst() }
    if !path.hasPrefix("/") { path = currentDirectory + "/" + path }
    return URL(fileURLWithPath: path).standardizedFileURL.path
  }
}
