import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// A home and a repository to run commands in.
struct CommandFixture {
  let home: TemporaryFolder
  let repository: TestRepository

  init() throws {
    home = try TemporaryFolder()
    repository = try TestRepository()
  }

  /// Runs a command in a folder of the repository; its root where none is named.
  func run(
    _ arguments: String..., in folder: String? = nil, environment: [String: String] = [:], isTerminal: Bool = false
  ) -> CommandRun {
    run(arguments, in: folder, environment: environment, isTerminal: isTerminal)
  }

  func run(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:], isTerminal: Bool = false
  ) -> CommandRun {
    CommandRun(arguments, home: home, in: path(of: folder), environment: environment, isTerminal: isTerminal)
  }

  /// Runs a command that runs git.
  func awaiting(_ arguments: [String], in folder: String? = nil) async -> CommandRun {
    await CommandRun.awaiting(arguments, home: home, in: path(of: folder), environment: TestRepository.environment)
  }

  /// The absolute path of a folder of the repository; its root for nil.
  private func path(of folder: String?) -> String {
    guard let folder else { return repository.path }
    if folder.hasPrefix("/") { return folder }
    return repository.path + "/" + folder
  }

  /// Runs the command that a hint names, from anywhere.
  func follow(_ run: CommandRun, in folder: String? = nil) throws -> CommandRun {
    let hint = try #require(run.error.split(separator: "\n").last { $0.hasPrefix("hint: ") }, "\(run.error)")
    let command = try #require(hint.range(of: "ipai "), "\(hint)")
    let words = try Subprocess.run(["bash", "-c", "printf '%s\\0' \(hint[command.upperBound...])"]).text.split(
      separator: "\0")
    return self.run(words.map(String.init), in: folder)
  }
}

/// The keys of a JSON object; empty for anything else.
func keys(_ json: Any?) -> Set<String> { Set((json as? [String: Any] ?? [:]).keys) }
