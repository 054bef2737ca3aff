import Foundation
import IpaiCommands
package import TestSupport

/// The outcome of a command run inside the test's process.
package struct CommandRun: Sendable {
  /// The exit status.
  package let status: Int32
  /// What it wrote to standard output.
  package let output: String
  /// What it wrote to standard error.
  package let error: String
  /// How often it wrote to standard output.
  package let writes: Int

  /// Runs a command line in a world of `home`, standing in `folder`.
  package init(
    _ arguments: [String], home: TemporaryFolder, in folder: String? = nil, environment: [String: String] = [:],
    input: [UInt8] = [], isTerminal: Bool = false, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    let transcript = Transcript()
    let world = World.test(
      home: home, in: folder, environment: environment, output: transcript, input: input,
      isTerminal: isTerminal,
      isCancelled: isCancelled)
    status = CommandLineInterface.run(arguments, in: world)
    output = transcript.output
    error = transcript.error
    writes = transcript.writes
  }

  /// Runs a command line that runs git, on a thread of its own: what such a command waits for needs one of the few threads that
  /// tests run on, and all of these may be waiting.
  package static func awaiting(
    _ arguments: [String], home: TemporaryFolder, in folder: String? = nil, environment: [String: String] = [:],
    input: [UInt8] = []
  ) async -> CommandRun {
    await withCheckedContinuation { continuation in
      Thread {
        continuation.resume(
          returning: CommandRun(arguments, home: home, in: folder, environment: environment, input: input))
      }.start()
    }
  }

  /// The output as JSON: a dictionary, an array or a value.
  package var json: Any? { try? JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed) }
}
