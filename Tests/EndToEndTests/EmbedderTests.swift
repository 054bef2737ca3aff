import Foundation
import GRDB
import IpaiDatabase
import TestSupport
import Testing

/// What kills do to the binary while a service embeds.
@Suite(.onOwnThreads) struct EmbedderTests: Sendable {
  private let binary: Binary
  private let files: TemporaryFolder
  private let server: ScriptServer

  init() throws {
    binary = try Binary()
    files = try TemporaryFolder()
    server = try ScriptServer.embeddings()
    for number in 0..<700 {
      try files.write("# Page \(number)\n\nThe walrus number \(number) sleeps.\n", to: "docs/\(number).md")
    }
  }

  private func embeddings(_ name: String) throws -> [String] {
    let database = try #require(try DatabaseFile.forReading(binary.home.file(name)))
    return try database.read {
      try String.fetchAll($0, sql: "SELECT hex(digest) || scale || hex(bytes) FROM passage_embedding ORDER BY 1")
    }
  }

  private func add(_ name: String, killAfter: Double? = nil) throws -> Subprocess {
    try binary.run(
      "rag", "add", "docs", "--corpus", "docs", "--embedder", server.address + "/v1", "--model", "late", "--db",
      binary.home.file(name), in: files.path, killAfter: killAfter)
  }

  /// What was embedded before a kill is not sent again: each kill costs at most what is stored together.
  @Test func killsLoseLittleThatAServiceWasPaidFor() throws {
    #expect(try add("whole.db").status == 0)
    let whole = try embeddings("whole.db")
    #expect(whole.count == 700)
    let before = try sent()
    var kills = 0
    var moment = 0.7
    while try add("killed.db", killAfter: moment).isKilled {
      kills += 1
      // A machine with much to do gets more time, so that there is an end.
      moment *= 1.1
    }
    #expect(kills > 0)
    #expect(try embeddings("killed.db") == whole)
    // At most four requests of 32 texts are not answered or stored yet. Each run asks for one embedding more, to learn how many
    // numbers there are.
    #expect(try sent() - before <= 700 + kills * 2 * 4 * 32 + kills + 1)
  }

  /// Two at once hardly send the same.
  @Test func twoAtOnceShareTheWork() async throws {
    #expect(try add("plain.db").status == 0)
    let before = try sent()
    async let one = parallel { try add("shared.db") }
    async let other = parallel { try add("shared.db") }
    let runs = try await [one, other]
    #expect(runs.allSatisfy { $0.status == 0 }, "\(runs.map(\.error))")
    #expect(try embeddings("shared.db").count == 700)
    #expect(try sent() - before < 1_200)
  }

  private func parallel(_ work: @escaping @Sendable () throws -> Subprocess) async throws -> Subprocess {
    try await withCheckedThrowingContinuation { continuation in
      Thread { continuation.resume(with: Result { try work() }) }.start()
    }
  }

  private func sent() throws -> Int {
    try server.text("/log").split(separator: "\n").reduce(0) { sum, line in
      let request = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return sum + (request?["texts"] as? Int ?? 0)
    }
  }
}
