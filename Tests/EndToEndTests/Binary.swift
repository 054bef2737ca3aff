import DomainTestSupport
import Foundation
import IpaiDatabase
import TestSupport
import Testing

/// The built binary in a cleared environment and a temporary home: the one that `IPAI_BINARY` names, as `make test` does with the one
/// that is installed, or the one that is built beside the tests.
struct Binary {
  /// The home folder, which is empty at first.
  let home: TemporaryFolder
  /// The path of the binary.
  static let path = ProcessInfo.processInfo.environment["IPAI_BINARY"] ?? products + "/ipai"
  /// The folder with what is built beside the tests.
  static let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path

  /// The binary with a new home.
  init() throws { home = try TemporaryFolder() }

  /// The whole environment of a run.
  var environment: [String: String] { ["HOME": home.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"] }

  /// Runs the binary in a folder, with `environment` added to its own; it gets `signal` after `killAfter` seconds.
  func run(
    _ arguments: String..., in folder: String, environment: [String: String] = [:], killAfter: Double? = nil,
    signal: Int32 = SIGKILL
  ) throws -> Subprocess {
    try Subprocess.run(
      [Self.path] + arguments, in: folder, environment: self.environment.merging(environment) { $1 },
      killAfter: killAfter, signal: signal)
  }

  /// Everything in a database of the home folder.
  func content(_ name: String) throws -> IndexContent {
    let database = try #require(try DatabaseFile.forReading(home.file(name)))
    return try IndexContent(database)
  }
}
