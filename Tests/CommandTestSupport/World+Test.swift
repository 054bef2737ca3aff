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
    var all = input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // What follows the last line break is a line only where there is something.
    if all.last?.isEmpty == true { all.removeLast() }
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
