import Foundation
import IpaiCommands
package import TestSupport

/// The outcome of a command run inside the test's process.
package struct CommandRun {
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

  /// The output as JSON: a dictionary, an array or a value.
  package var json: Any? { try? JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed) }
}
