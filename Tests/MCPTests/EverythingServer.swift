import Foundation
import Synchronization

/// The fixtures, or another server that prints its address, as a process on a port of its own. It ends with this object.
final class EverythingServer: Sendable {
  private let running = Process()
  /// The address that the server printed.
  let address: String
  /// The id of its process.
  var process: Int32 { running.processIdentifier }

  private init(_ binary: String, _ arguments: [String]) throws {
    let output = Pipe()
    running.executableURL = URL(fileURLWithPath: binary)
    running.arguments = arguments
    running.standardOutput = output
    // Whoever waits for the end of this process's output should not wait for the server too.
    running.standardError = FileHandle.nullDevice
    try running.run()
    Self.endWithThisProcess(running)
    address = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Starts a server and waits for its address. That must not block a thread that other tests run on.
  static func start(_ binary: String, _ arguments: [String] = ["--port", "0"]) async throws -> EverythingServer {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try EverythingServer(binary, arguments) }) }
    }
  }

  /// Waits for the process to end, and returns its status; nil when a signal ended it.
  func exitStatus() async -> Int32? {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [running] in
        running.waitUntilExit()
        if running.terminationReason == .exit {
          continuation.resume(returning: running.terminationStatus)
        } else {
          continuation.resume(returning: nil)
        }
      }
    }
  }

  deinit { running.terminate() }

  private static let all = Mutex<[Process]>([])

  private static func endWithThisProcess(_ process: Process) {
    let isFirst = all.withLock { all in
      all.append(process)
      return all.count == 1
    }
    if isFirst {
      atexit {
        for process in EverythingServer.all.withLock({ $0 }) where process.isRunning {
          kill(process.processIdentifier, SIGKILL)
        }
      }
    }
  }
}
