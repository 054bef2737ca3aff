import DomainTestSupport
import Foundation
import GRDB
import IpaiDatabase
import TestSupport
import Testing

/// What kills and races do to the binary while it installs a model and computes embeddings.
@Suite(.serialized, .onOwnThreads) struct MeaningTests {
  private let binary: Binary
  private let repository: TestRepository

  init() throws {
    binary = try Binary()
    repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 600)
  }

  /// Every vector by its commit, so that two databases can be compared.
  private func vectors(_ name: String) throws -> [String] {
    let database = try #require(try DatabaseFile.forReading(binary.home.file(name)))
    return try database.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT hex(c.oid) || v.scale || hex(v.bytes) FROM commit_vector v JOIN git_commit c ON c.id = v.commit_id
          ORDER BY 1
          """)
    }
  }

  @Test func killsWhileEmbeddingLoseAndDoubleNothing() throws {
    try TestModel.install(in: binary.home)
    func index(_ name: String, killAfter: Double? = nil) throws -> Subprocess {
      try binary.run("commits", "index", "--db", binary.home.file(name), in: repository.path, killAfter: killAfter)
    }
    let start = Date()
    #expect(try index("whole.db").status == 0)
    let duration = Date().timeIntervalSince(start)
    let whole = try vectors("whole.db")
    #expect(whole.count == 600)
    try untilKilled(12, within: duration, seed: 21) { round, moment in
      // A run does not repeat what earlier ones kept; a new database now and then leaves the others something to do.
      if round % 4 == 0 {
        for suffix in ["", "-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: binary.home.file("killed.db" + suffix))
        }
      }
      let run = try index("killed.db", killAfter: moment)
      let search = try binary.run(
        "rag", "search", "parse the header", "--db", binary.home.file("killed.db"), in: repository.path)
      #expect([0, 1, 66].contains(search.status), "\(search.error)")
      return run
    }
    #expect(try index("killed.db").status == 0)
    #expect(try vectors("killed.db") == whole)
  }

  @Test func killsWhileInstallingLeaveAWholeModelOrNone() throws {
    let folder = try TemporaryFolder()
    let model = try TinyModel().write(to: folder)
    func run(_ arguments: String..., killAfter: Double? = nil) throws -> Subprocess {
      try Subprocess.run(
        [Binary.path] + arguments, in: folder.path, environment: binary.environment, killAfter: killAfter)
    }
    let start = Date()
    #expect(try run("model", "install", "tiny", "--from", model).status == 0)
    let duration = Date().timeIntervalSince(start)
    try untilKilled(30, within: duration, seed: 22) { round, moment in
      if round % 6 == 0 { _ = try run("model", "remove", "tiny") }
      let install = try run("model", "install", "tiny", "--from", model, killAfter: moment)
      let verified = try run("model", "verify", "tiny")
      #expect([0, 66].contains(verified.status), "\(verified.error)")
      return install
    }
    #expect(try run("model", "install", "tiny", "--from", model).status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: binary.home.file(".local/share/ipai/models"))
    #expect(files == ["tiny.model"])
  }

  @Test(.enabled(if: SmallDisk.isPossible, "only root can mount"))
  func aFullDiskLeavesTheOldModel() throws {
    let folder = try TemporaryFolder()
    let model = try TinyModel().write(to: folder)
    // There is room for one model, and not for a second one beside it.
    #expect(try binary.run("model", "install", "tiny", "--from", model, in: folder.path).status == 0)
    let installed = binary.home.file(".local/share/ipai/models/tiny.model")
    let size = try #require(try FileManager.default.attributesOfItem(atPath: installed)[.size] as? Int)
    let disk = try SmallDisk(kilobytes: size * 3 / 2 / 1_024)
    func run(_ arguments: String...) throws -> Subprocess {
      try Subprocess.run(
        [Binary.path] + arguments, in: folder.path,
        environment: binary.environment.merging(["XDG_DATA_HOME": disk.path]) { $1 })
    }
    let first = try run("model", "install", "tiny", "--from", model)
    try #require(first.status == 0, "\(first.error)")
    let second = try run("model", "install", "tiny", "--from", model)
    #expect(second.status == 69 && second.error.contains("no room left"), "\(second.error)")
    #expect(try run("model", "verify", "tiny").status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.file("ipai/models")) == ["tiny.model"])
  }
}
