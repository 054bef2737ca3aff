import Foundation

/// A server to start: a program and its arguments.
public struct ServerCommand: Sendable, Hashable {
  /// A path, or a name that is looked up in `PATH`.
  public var program: String
  /// What follows the program's name on its command line.
  public var arguments: [String]
  /// The process's environment; nil for that of this process.
  public var environment: [String: String]?
  /// The folder that it starts in; nil for that of this process.
  public var directory: String?

  /// The command of a program with its arguments.
  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String]? = nil, directory: String? = nil
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
  }

  /// The program's path; nil when there is no such program.
  var path: String? {
    if program.contains("/") { return program }
    let folders = (environment ?? ProcessInfo.processInfo.environment)["PATH"] ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(program)" }.first(where: FileManager.default.isExecutableFile)
  }
}
