import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

/// `ipai skills install` as a process that is killed, and as many at once.
@Suite(.serialized, .onOwnThreads) struct SkillsInstallTests {
  private let binary: Binary
  private let repository: TestRepository
  private static let names = ["one", "two"]

  init() throws {
    binary = try Binary()
    repository = try TestRepository()
    for version in ["1.0.0", "2.0.0"] {
      for name in Self.names {
        let text =
          "---\nname: \(name)\ndescription: Does \(name). Use it daily.\n"
          + "metadata:\n  version: \(version)\n  status: approved\n---\n\(version)\n"
        try repository.write(text, to: "skills/\(name)/SKILL.md")
        for number in 0..<20 {
          try repository.write("\(version) \(number)\n", to: "skills/\(name)/files/\(number).md")
        }
      }
      try repository.commit(version)
      let run = try binary.run(
        "promote", "--allow-missing-evals", "--to", registry, "--yes", in: repository.path,
        environment: TestRepository.environment.filter { $0.key != "HOME" })
      #expect(run.status == 0, "\(run.error)")
    }
  }

  private var registry: String { binary.home.file("registry") }
  private var into: String { binary.home.file("into") }

  private func install(_ version: String, killAfter: Double? = nil) throws -> Subprocess {
    try binary.run(
      "skills", "install", "one@\(version)", "two@\(version)", "--from", registry, "--into", into,
      in: binary.home.path, killAfter: killAfter)
  }

  /// The version that all files of a skill are of; empty for files of several, or for missing ones.
  private func version(_ name: String) throws -> String {
    var versions: Set<Substring> = []
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(into)/\(name)/files")
    for file in files {
      let text = try String(contentsOfFile: "\(into)/\(name)/files/\(file)", encoding: .utf8)
      versions.insert(text.prefix { $0 != " " })
    }
    let main = try String(contentsOfFile: "\(into)/\(name)/SKILL.md", encoding: .utf8)
    guard files.count == 20, versions.count == 1, let version = versions.first, main.hasSuffix("\n\(version)\n") else {
      return ""
    }
    return String(version)
  }

  /// Each skill is whole whenever a run is killed, and the next run needs no help.
  @Test func killsLeaveWholeSkills() throws {
    let start = ContinuousClock.now
    #expect(try install("1.0.0").status == 0)
    let duration = (ContinuousClock.now - start) / .seconds(1)
    try untilKilled(100, within: duration, seed: 15) { round, moment in
      let run = try install(round % 2 == 0 ? "2.0.0" : "1.0.0", killAfter: moment)
      #expect(run.isKilled || run.status == 0, "\(run.error)")
      for name in Self.names { #expect(try ["1.0.0", "2.0.0"].contains(version(name)), "\(name)") }
      return run
    }
    let run = try install("2.0.0")
    #expect(run.status == 0, "\(run.error)")
    for name in Self.names { #expect(try version(name) == "2.0.0") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: into).sorted() == ["one", "skills-lock.json", "two"])
  }

  /// A registry in a folder whose promotions are killed never has an index that names what is not there, and the next
  /// verification publishes what was promoted.
  @Test func killsLeaveAnIndexThatHolds() throws {
    func promote(_ number: Int, killAfter: Double? = nil) throws -> Subprocess {
      let text =
        "---\nname: one\ndescription: Does one. Use it daily.\n"
        + "metadata:\n  version: 3.\(number).0\n  status: approved\n---\n\(number)\n"
      try repository.commit("\(number)", files: ["skills/one/SKILL.md": text])
      return try binary.run(
        "promote", "--allow-missing-evals", "--to", registry, "--yes", in: repository.path,
        environment: TestRepository.environment.filter { $0.key != "HOME" }, killAfter: killAfter)
    }
    let start = ContinuousClock.now
    #expect(try promote(0).status == 0)
    let root = registry + "/.well-known/agent-skills"
    let script = """
      import hashlib, json
      for skill in json.load(open('index.json'))['skills']:
          for version in skill['ipai']['versions']:
              found = hashlib.sha256(open(version['url'], 'rb').read()).hexdigest()
              assert version['artifact'] == 'sha256:' + found, version
      """
    try untilKilled(30, within: (ContinuousClock.now - start) / .seconds(1), seed: 16) { round, moment in
      let run = try promote(round + 1, killAfter: moment)
      let check = try Subprocess.run(["python3", "-c", script], in: root)
      #expect(check.status == 0, "\(check.error)")
      return run
    }
    let verified = try binary.run("promote", "verify", "--to", registry, in: repository.path)
    #expect(verified.status == 0, "\(verified.text)\(verified.error)")
    let status = try binary.run("promote", "status", "--to", registry, in: repository.path).text
    let index = try String(contentsOfFile: root + "/index.json", encoding: .utf8)
    let last = try #require(status.split(separator: "\n").first { $0.hasPrefix("one") }?.split(separator: " ")[1])
    #expect(index.contains("\"version\":\"\(last)\""), "\(status)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: root).sorted() == ["artifacts", "index.json"])
  }

  /// Of many at once, each ends well, and what is there is of one run.
  @Test func manyAtOnce() throws {
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 12) { number in
      let run = try? install(number % 2 == 0 ? "1.0.0" : "2.0.0")
      if run?.status != 0 { failures.withLock { $0.append(run?.error ?? "it did not run") } }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try version("one") == version("two") && !version("one").isEmpty)
    let locked = try binary.run("skills", "install", "--locked", "--into", into, in: binary.home.path)
    #expect(locked.status == 0 && !locked.output.isEmpty, "\(locked.error)")
  }
}
