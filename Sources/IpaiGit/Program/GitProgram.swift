import IpaiCore
import Subprocess

/// Runs the git program in a repository, for what libgit2 does not do: blame through moved and reindented lines.
///
/// It reads alone: nothing is fetched, and no program that the repository's own configuration names is run.
package struct GitProgram: Sendable {
  /// The work tree, or the git directory of a bare repository.
  package let folder: String
  private let environment: [String: String]
  private let isCancelled: @Sendable () -> Bool

  /// The most bytes that git may answer.
  private static let maxBytes = 256 << 20

  /// Runs git in the work tree, or the bare repository, at `folder`. Of `environment` git gets what it needs to find itself
  /// and the user's configuration.
  package init(
    in folder: String, environment: [String: String], isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.folder = folder
    self.environment = GitEnvironment.variables(from: environment)
    self.isCancelled = isCancelled
  }

  /// The answer of git to these arguments. `overrides` are settings that count more than those of any file.
  ///
  /// Throws `IpaiError`: `.unavailable` with a `GitProgramFailure` as the cause when git ends with another status than 0, or
  /// is not there; `.interrupted` when cancelled.
  package func answer(to arguments: [String], overrides: [String: String] = [:]) async throws -> [UInt8] {
    let words = ["--no-pager", "--literal-pathspecs", "-C", folder] + arguments
    let variables = environment.merging(GitEnvironment.settings(overrides)) { $1 }
    do {
      return try await CancellationPoll.run(isCancelled) { try await Self.run(words, variables) }
    } catch is CancellationError {
      throw IpaiError(.interrupted, "interrupted")
    } catch let error as SubprocessError {
      throw Self.cannotRun(error)
    }
  }

  private static func run(_ words: [String], _ variables: [String: String]) async throws -> [UInt8] {
    let result = try await Subprocess.run(
      .name("git"), arguments: Arguments(words.map(cString)),
      environment: .custom(variables.map { cString("\($0.key)=\($0.value)") }),
      output: .bytes(limit: maxBytes), error: .bytes(limit: 1 << 20))
    if Task.isCancelled { throw CancellationError() }
    switch result.terminationStatus {
    case .exited(0): return result.standardOutput
    case .exited(let status): throw failure(Int(status), result.standardError)
    case .signaled(let signal): throw failure(128 + Int(signal), result.standardError)
    }
  }

  /// The bytes with the NUL at their end, which Subprocess needs and does not add.
  private static func cString(_ text: String) -> [UInt8] { PathText.bytes(text) + [0] }

  private static func failure(_ status: Int, _ text: [UInt8]) -> IpaiError {
    let failure = GitProgramFailure(status: status, text: String(decoding: text, as: UTF8.self))
    return IpaiError(.unavailable, "git could not answer", cause: failure)
  }

  private static func cannotRun(_ error: SubprocessError) -> IpaiError {
    if error.code == .executableNotFound {
      return IpaiError(.unavailable, "the git program is not installed", hint: "install git, or add its folder to PATH")
    }
    if error.code == .outputLimitExceeded {
      return IpaiError(.unavailable, "git answered with more than \(ByteCount.text(maxBytes))", cause: error)
    }
    return IpaiError(.unavailable, "cannot run git", cause: error)
  }
}
