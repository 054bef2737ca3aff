import Foundation
import IpaiCore
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Runs a program with limits on its time and its output.
enum EvalProcess {
  /// How a program ended.
  enum Ending: Equatable, Sendable {
    /// By itself, with an exit status; 128 and the number of the signal for one that was ended by a signal.
    case exited(Int, output: [UInt8], error: [UInt8])
    /// Its time was over, and it was ended with all that it had started.
    case timedOut
    /// It wrote more than it may, and was ended with all that it had started.
    case wroteTooMuch
    /// It could not be started.
    case failed(String)
  }

  /// The most bytes that a program may write to one of its streams.
  static let mostBytes = 1_000_000

  private static let variables = ["PATH=\(EvalSandbox.path)\0", "LC_ALL=C\0"].map { Array($0.utf8) }

  /// Runs words, of which the first is a program, which ends at the latest with this process. Throws `CancellationError` when the
  /// task is cancelled, after it has ended the program.
  static func run(_ words: [String], seconds: Int) async throws -> Ending {
    let ending = try await withThrowingTaskGroup(of: Ending.self) { group in
      group.addTask { try await run(words) }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        return .timedOut
      }
      defer { group.cancelAll() }
      return try await group.next() ?? .timedOut
    }
    try Task.checkCancellation()
    return ending
  }

  private static func run(_ words: [String]) async throws -> Ending {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
    let words = ["-c", SandboxScript.watched, "ipai"] + words
    do {
      let lifeline = try Lifeline()
      defer { withExtendedLifetime(lifeline) {} }
      let result = try await Subprocess.run(
        .name("sh"), arguments: Arguments(words.map { Array($0.utf8) + [0] }), environment: .custom(variables),
        platformOptions: options,
        input: .fileDescriptor(.init(rawValue: lifeline.reading), closeAfterSpawningProcess: false),
        output: .bytes(limit: mostBytes), error: .bytes(limit: mostBytes))
      // The watch is still there and, where nothing is isolated, what runs in the background.
      kill(-result.processIdentifier.value, SIGKILL)
      switch result.terminationStatus {
      case .exited(let status):
        return .exited(Int(status), output: result.standardOutput, error: result.standardError)
      case .signaled(let signal):
        return .exited(128 + Int(signal), output: result.standardOutput, error: result.standardError)
      }
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      return .wroteTooMuch
    } catch let error as IpaiError {
      return .failed(error.message)
    } catch { return .failed("\(error)") }
  }
}
