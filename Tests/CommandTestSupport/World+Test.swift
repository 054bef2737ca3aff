import Foundation
package import IpaiCommands
import Synchronization
package import TestSupport

extension World {
  /// A world of its own: a temporary home, a fixed clock, and streams that can be read afterwards.
  package static func test(
    home: TemporaryFolder, in folder: String? = nil, environment: [String: String] = [:], output: Transcript,
    input: [UInt8] = [], isTerminal: Bool = false, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> World {
    let input = input.last == UInt8(ascii: "\n") ? input.dropLast() : input[...]
    let all = input.isEmpty ? [] : input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let lines = Mutex(all[...])
    let environment = ["HOME": home.path, "TERM": "xterm-256color"].merging(environment) { $1 }
    var world = World(
      environment: environment, home: home.path, currentDirectory: folder ?? home.path,
      processorCount: 2, now: { Date(timeIntervalSince1970: 1_735_689_600) },
      standardOutput: Stream(isTerminal: isTerminal) { output.add($0, toError: false) },
      standardError: Stream(isTerminal: isTerminal) { output.add($0, toError: true) },
      readLine: { lines.withLock { $0.popFirst().map { Array($0) } } },
      interruption: { isCancelled() ? SIGINT : nil })
    world.standardOutput.width = 100
    world.standardOutput.isDumb = World.Stream.isDumb(environment)
    world.standardError.isDumb = World.Stream.isDumb(environment)
    return world
  }
}

/// What a command wrote.
package final class Transcript: Sendable {
  private let texts = Mutex((output: "", error: "", writes: 0))

  package init() {}

  package var output: String { texts.withLock { $0.output } }
  package var error: String { texts.withLock { $0.error } }
  /// How often something was written to standard output.
  package var writes: Int { texts.withLock { $0.writes } }

  func add(_ text: String, toError: Bool) {
    texts.withLock { texts in
      if toError {
        texts.error += text
      } else {
        texts.output += text
        texts.writes += 1
      }
    }
  }
}

/// The outcome of a command run inside the test's process.
package struct CommandRun {
  package let status: Int32
  package let output: String
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
