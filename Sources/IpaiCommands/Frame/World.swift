package import Foundation
import IpaiCore

/// What the commands know of the outside world. The executable makes it once and passes it on.
package struct World: Sendable {
  /// The environment variables.
  package var environment: [String: String]
  /// The folder the user stands in, absolute.
  package var currentDirectory: String
  /// How many processors there are.
  package var processorCount: Int
  /// The clock.
  package var now: @Sendable () -> Date
  /// Where answers go.
  package var standardOutput: Stream
  /// Where everything else goes: errors, hints and progress.
  package var standardError: Stream
  /// The user's home, absolute.
  package var home: String
  /// The next line of standard input without its line break, in bytes; nil at the end and after an interruption.
  package var readLine: @Sendable () -> [UInt8]?
  /// The signal by which the user has asked to stop; nil if there was none.
  package var interruption: @Sendable () -> Int32?

  /// Whether the user has asked to stop. Work that never calls this is ended by the signal itself.
  package var isCancelled: @Sendable () -> Bool {
    { [interruption] in interruption() != nil }
  }

  /// Somewhere to write to, and whether a person looks at it.
  package struct Stream: Sendable {
    /// Writes all of a text.
    package var write: @Sendable (String) -> Void
    /// Whether a person looks at it.
    package var isTerminal: Bool
    /// Columns of the terminal; 80 where it does not say.
    package var width: Int
    /// Lines of the terminal; 24 where it does not say.
    package var height = 24
    /// True for a terminal without colours and cursor movement, and for one that does not say what it is.
    package var isDumb = false
    /// Runs a command line with a text as its input and the stream as its output; false when it cannot be run. nil
    /// where no program can write to the stream.
    package var page: (@Sendable (_ text: String, _ command: String, _ environment: [String: String]) -> Bool)?
    /// Keeps a line that has to be said elsewhere where nothing can be written to the stream: what was done although nobody is told.
    package var remember: @Sendable (String) -> Void = { _ in }

    /// A stream that no pager can write to.
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

  /// A world that, without `readLine` and `interruption`, has no input and no signals.
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

  /// The absolute form of `path`, seen from the current directory, with `~/` expanded and without `.` and `..`.
  ///
  /// Throws `IpaiError(.usage)` for an empty path: an unset variable in a script must not mean the current folder.
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
