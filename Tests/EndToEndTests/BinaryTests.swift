import DomainTestSupport
import Foundation
import TestSupport
import Testing

@Suite(.serialized, .onOwnThreads) struct BinaryTests {
  private let binary: Binary
  private let repository: TestRepository

  init() throws {
    binary = try Binary()
    repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 400)
  }

  @Test func fiftyKillsLeaveTheIndexOfAnUndisturbedRun() throws {
    #expect(try binary.run("commits", "index", "--db", binary.home.file("whole.db"), in: repository.path).status == 0)
    let start = Date()
    #expect(
      try binary.run("commits", "index", "--rebuild", "--db", binary.home.file("timed.db"), in: repository.path).status
        == 0)
    let duration = Date().timeIntervalSince(start)
    try untilKilled(50, within: duration, seed: 11) { round, moment in
      // Every tenth round starts without a database, so that kills meet the first steps as well as the last.
      if round % 10 == 0 {
        for suffix in ["", "-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: binary.home.file("killed.db" + suffix))
        }
      }
      var arguments = ["commits", "index", "--jobs", "2", "--db", binary.home.file("killed.db")]
      if round % 3 == 2 { arguments.append("--rebuild") }
      let run = try Subprocess.run(
        [Binary.path] + arguments, in: repository.path, environment: binary.environment, killAfter: moment)
      if FileManager.default.fileExists(atPath: binary.home.file("killed.db")) {
        let search = try binary.run(
          "rag", "search", "parser", "--db", binary.home.file("killed.db"), in: repository.path)
        #expect([0, 1, 66].contains(search.status), "\(search.error)")
      }
      return run
    }
    #expect(try binary.run("commits", "index", "--db", binary.home.file("killed.db"), in: repository.path).status == 0)
    #expect(try binary.content("killed.db") == binary.content("whole.db"))
    #expect(try binary.run("doctor", "--db", binary.home.file("killed.db"), in: repository.path).status == 0)
  }

  @Test func twoAtOnceBothSucceedWithoutDuplicates() throws {
    #expect(try binary.run("commits", "index", "--db", binary.home.file("one.db"), in: repository.path).status == 0)
    for round in 0..<3 {
      let name = "two\(round).db"
      let script = "'\(Binary.path)' commits index --quiet --db '\(binary.home.file(name))'"
      let both = try Subprocess.run(
        ["sh", "-c", "\(script) & first=$!; \(script); second=$?; wait $first && exit $second"], in: repository.path,
        environment: binary.environment)
      #expect(both.status == 0, "\(both.error)")
      #expect(try binary.content(name) == binary.content("one.db"))
    }
  }

  @Test func searchWorksWhileIndexingGoesOn() throws {
    let database = binary.home.file("busy.db")
    #expect(
      try binary.run("commits", "index", "--max-commits", "50", "--db", database, in: repository.path).status == 0)
    let script = """
      '\(Binary.path)' commits index --rebuild --quiet --db '\(database)' >/dev/null & index=$!
      for i in 1 2 3 4 5 6; do
        '\(Binary.path)' rag search parser --quiet --db '\(database)' >/dev/null; echo $?
      done
      wait $index
      """
    let run = try Subprocess.run(["sh", "-c", script], in: repository.path, environment: binary.environment)
    #expect(run.status == 0 && run.error.isEmpty, "\(run.status) \(run.error)")
    // Until the first commits are back in the index, nothing matches.
    let searches = run.text.split(separator: "\n")
    #expect(searches.count == 6 && searches.allSatisfy { ["0", "1"].contains($0) }, "\(run.text)")
    let content = try binary.content("busy.db")
    #expect(try binary.run("commits", "index", "--db", binary.home.file("calm.db"), in: repository.path).status == 0)
    #expect(try content == binary.content("calm.db"))
  }

  @Test func aClosedPipeEndsQuietly() throws {
    #expect(try binary.run("commits", "index", "--quiet", in: repository.path).status == 0)
    let run = try Subprocess.run(
      ["bash", "-c", "'\(Binary.path)' commits list --all --format jsonl | head -n 1; echo ${PIPESTATUS[0]}"],
      in: repository.path, environment: binary.environment)
    let lines = run.text.split(separator: "\n")
    // The list is larger than a pipe, so that it cannot be written to the end.
    #expect(lines.count == 2 && lines[0].hasPrefix("{") && lines[1] == "141", "\(run.text)")
    #expect(run.error.isEmpty, "\(run.error)")
  }

  /// Each size is tried twice, because the second run meets what the first one left. A run that succeeds must have indexed
  /// everything; the smallest disk has no room for that, and the largest one has.
  @Test(
    .enabled(if: SmallDisk.isPossible, "only root can mount"),
    arguments: Array(stride(from: 64, through: 2_560, by: 96)))
  func aFullDiskIsNoSuccess(kilobytes: Int) throws {
    let disk = try SmallDisk(kilobytes: kilobytes)
    #expect(try binary.run("commits", "index", "--db", binary.home.file("whole.db"), in: repository.path).status == 0)
    let room = try FileManager.default.attributesOfItem(atPath: binary.home.file("whole.db"))[.size] as? Int
    for _ in 0..<2 {
      let run = try binary.run("commits", "index", "--db", disk.file("ipai.db"), in: repository.path)
      if run.status == 0 {
        #expect(try kilobytes * 1_024 >= #require(room), "\(kilobytes)")
        // It is read elsewhere, since reading it makes files beside it.
        try? FileManager.default.removeItem(atPath: binary.home.file("copy.db"))
        try FileManager.default.copyItem(atPath: disk.file("ipai.db"), toPath: binary.home.file("copy.db"))
        #expect(try binary.content("copy.db") == binary.content("whole.db"), "\(kilobytes)")
      } else {
        #expect(run.status == 69, "\(run.status) \(run.error)")
        #expect(run.error.contains("is full"), "\(run.error)")
        #expect(kilobytes < 2_560)
      }
    }
    // Reading needs no room, and the database is as the last complete transaction left it.
    let doctor = try binary.run("doctor", "--db", disk.file("ipai.db"), in: repository.path)
    #expect(!doctor.text.contains("damaged"), "\(kilobytes): \(doctor.text)")
  }

  @Test(arguments: [4, 6, 7, 8, 9, 12, 16, 31])
  func tooFewDescriptorsAreSaid(count: Int) throws {
    let run = try Subprocess.run(
      ["sh", "-c", "ulimit -n \(count); exec '\(Binary.path)' commits index --db '\(binary.home.file("few.db"))'"],
      in: repository.path, environment: binary.environment)
    #expect(run.status == 69, "\(run.status) \(run.error)")
    #expect(run.error.contains("only \(count) files open at a time"), "\(run.error)")
  }

  @Test(arguments: ["-n 32", "-n 40", "-S -n 8"])
  func fewDescriptorsAreEnough(limit: String) throws {
    for verb in ["commits index --rebuild --jobs 4", "rag search parser --max-results 1", "doctor"] {
      let run = try Subprocess.run(
        ["sh", "-c", "ulimit \(limit); exec '\(Binary.path)' \(verb) --db '\(binary.home.file("few.db"))'"],
        in: repository.path, environment: binary.environment)
      #expect(run.status == 0, "\(verb): \(run.status) \(run.error)")
    }
  }

  /// One clone is brought up to date again and again while another, which has the same commits, is indexed and forgotten.
  @Test func indexingAndForgettingAtOnceLoseNothing() throws {
    let clone = try TestRepository(cloning: repository.path, "--bare")
    let database = binary.home.file("race.db")
    let script = """
      for i in 1 2 3 4 5 6 7 8; do
        '\(Binary.path)' commits index --quiet --db '\(database)' '\(clone.path)' >/dev/null || exit $?
        '\(Binary.path)' commits forget --quiet --db '\(database)' '\(clone.path)' >/dev/null || exit $?
      done
      """
    let other = """
      for i in 1 2 3 4 5 6 7 8 9; do '\(Binary.path)' commits index --quiet --db '\(database)' || failed=$?; done
      """
    let both = try Subprocess.run(
      ["sh", "-c", "(\(script)) & first=$!; failed=0; \(other); wait $first && exit $failed"], in: repository.path,
      environment: binary.environment)
    #expect(both.status == 0, "\(both.error)")
    #expect(try binary.run("commits", "index", "--db", binary.home.file("calm.db"), in: repository.path).status == 0)
    #expect(try binary.content("race.db") == binary.content("calm.db"))
  }

  @Test func outputThatCannotBeWrittenIsNoSuccess() throws {
    #expect(try binary.run("commits", "index", "--quiet", in: repository.path).status == 0)
    let run = try Subprocess.run(
      ["sh", "-c", "'\(Binary.path)' commits list > /dev/full"], in: repository.path, environment: binary.environment)
    #expect(run.status == 74)
    #expect(run.error == "ipai: cannot write to standard output: No space left on device\n")
  }

  @Test(.enabled(if: SmallDisk.isPossible, "only root can mount"))
  func aReadOnlyDatabaseIsSearchedAndNotWritten() throws {
    let folder = binary.home.file("ro")
    #expect(try binary.run("commits", "index", "--db", folder + "/ipai.db", in: repository.path).status == 0)
    #expect(try Subprocess.run(["mount", "--bind", folder, folder]).status == 0)
    defer { _ = try? Subprocess.run(["umount", folder]) }
    #expect(try Subprocess.run(["mount", "-o", "remount,ro,bind", folder]).status == 0)
    #expect(try binary.run("rag", "search", "parser", "--db", folder + "/ipai.db", in: repository.path).status == 0)
    let index = try binary.run("commits", "index", "--db", folder + "/ipai.db", in: repository.path)
    #expect(index.status == 77, "\(index.status) \(index.error)")
    #expect(index.error.contains("hint: "))
  }
}
