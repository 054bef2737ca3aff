import Foundation
import IpaiCore
import IpaiSkills
import TestSupport
import Testing

@testable import IpaiEvals

/// What poisoned evals can reach. Where the machine cannot isolate commands, these tests are skipped and say so.
@Suite struct IsolationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The ways that isolate on this machine.
  private static func ways() async throws -> [EvalSandbox] {
    let folder = try TemporaryFolder()
    var ways: [EvalSandbox] = []
    for candidate in EvalSandbox.candidates(isRoot: geteuid() == 0) where candidate.isolation == .full {
      if try await SandboxProbe(temporaryFolder: folder.path).works(candidate) { ways.append(candidate) }
    }
    return ways
  }

  /// The results of a skill in each way that isolates.
  private func results(_ evals: String) async throws -> [EvalResults] {
    let ways = try await Self.ways()
    if ways.isEmpty { try Test.cancel("this machine does not let commands be isolated") }
    var results: [EvalResults] = []
    for way in ways {
      let runner = EvalRunner(temporaryFolder: folder.path, jobs: 2, sandbox: way)
      results.append(try await runner.run(Skill.package(evals), at: Timestamp(seconds: 0), ipai: "1"))
    }
    return results
  }

  private func expectPassed(_ evals: String) async throws {
    for results in try await results(evals) {
      #expect(results.verdict == .passed && results.isolation == .full, "\(results.cases)")
    }
  }

  @Test func theBestWayIsFound() async throws {
    let runner = try await EvalRunner(temporaryFolder: folder.path, jobs: 1)
    let ways = try await Self.ways()
    #expect(runner.isolation == (ways.isEmpty ? runner.isolation : .full))
    #expect((runner.isolation.remark == nil) == (runner.isolation == .full))
    #expect(
      EvalIsolation.none.remark
        == "commands of evals cannot be kept from the network, the files of this machine and its other processes here")
  }

  /// Secrets of the caller: its environment, the environments of other processes, and its folders.
  @Test func nothingOfTheCallerIsReadable() async throws {
    setenv("IPAI_TEST_TOKEN", "secret-of-the-caller", 1)
    let home = folder.file("home")
    try folder.write("secret-of-the-caller", to: "home/.ssh/id_ed25519")
    chmod(home, 0o777)
    let secret = "secret-of-the-[c]aller"
    try await expectPassed(
      try Skill.text("environment", "env | grep -q \(secret) && echo found; true", "exact: ''")
        + Skill.text(
          "processes", "cat /proc/[0-9]*/environ 2>/dev/null | grep -qa \(secret) && echo found; true", "exact: ''")
        + Skill.text("others", "ls -d /proc/[0-9]* | wc -l", "regex: '^[0-9]$'")
        + Skill.text("file", "cat \(home)/.ssh/id_ed25519 2>/dev/null || echo none", "exact: none")
        + Skill.text("folders", "ls -A /root /home /var /srv /run /work 2>/dev/null | grep -v : ; true", "exact: ''")
        + Skill.text("temporary", "ls -A /tmp", "exact: ''")
        + Skill.text("shadow", "cat /etc/shadow 2>/dev/null || echo none", "exact: none")
        + Skill.text("input", "cat /proc/1/root/etc/shadow /proc/1/cwd/x 2>/dev/null || echo none", "exact: none"))
  }

  /// A file that was left open is not handed on, and the input is not one of the machine's files.
  @Test func openFilesAreNotReachable() async throws {
    let path = try folder.write("secret-of-the-caller", to: "open.txt")
    let descriptor = open(path, O_RDWR)
    defer { close(descriptor) }
    let input = ", input: given"
    try await expectPassed(
      Skill.text("descriptors", "ls /proc/self/fd | tr '\\n' ' '", "exact: '0 1 2 3 '")
        + Skill.text(
          "input", "cat; echo more 2>/dev/null >/proc/self/fd/0; stat -L -f -c %T /proc/self/fd/0",
          "contains: [given, tmpfs]", input))
  }

  @Test func nothingOutsideIsWritten() async throws {
    let outside = folder.file("outside")
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    chmod(outside, 0o777)
    let places = [outside, "/etc", "/usr", "/usr/local/bin", "/opt", "/var/tmp", "/dev/shm", "/tmp", "/"]
    let name = "ipai-eval-was-here-\(UUID().uuidString)"
    let command = places.map { "echo x > \($0)/\(name)" }.joined(separator: "; ")
    for results in try await results(Skill.text("writes", "(\(command)) 2>/dev/null; true", "exit: 0")) {
      #expect(results.verdict == .passed)
    }
    for place in places { #expect(!FileManager.default.fileExists(atPath: "\(place)/\(name)"), "\(place)") }
    try await expectPassed(
      Skill.text("usr", "echo x > /usr/\(name)", "exit: 2") + Skill.text("etc", "echo x > /etc/\(name)", "exit: 2")
        + Skill.text(
          "mounts", "mount -o remount,rw /usr 2>/dev/null || umount /usr 2>/dev/null || echo no", "exact: no")
        + Skill.text(
          "root", "unshare -Urm sh -c 'mount -o remount,rw,bind /usr && echo x > /usr/\(name)' 2>/dev/null || echo no",
          "exact: no")
        + Skill.text("privileges", "grep CapEff /proc/self/status", "contains: '0000000000000000'"))
  }

  @Test func aFullFolderIsTheFolderOfTheCaseAlone() async throws {
    let before = try #require(
      try FileManager.default.attributesOfFileSystem(forPath: folder.path)[.systemFreeSize] as? Int)
    let fill = "head -c 3000000000 /dev/zero > big 2>/dev/null; wc -c < big"
    for results in try await results(
      Skill.text("fills", fill, "regex: '^[0-9]+$'")
        + Skill.text(
          "many", "i=0; while [ $i -lt 200000 ] && true > f$i; do i=$((i+1)); done 2>/dev/null; test $i -lt 200000",
          "exit: 0")
        + Skill.text("short", "head -c 3000000000 /dev/zero > /dev/shm/big", "exit: 1"))
    {
      #expect(results.verdict == .passed, "\(results.cases)")
    }
    let after = try #require(
      try FileManager.default.attributesOfFileSystem(forPath: folder.path)[.systemFreeSize] as? Int)
    // Others write to the disk as well.
    #expect(before - after < 2_500_000_000)
  }

  @Test func aForkBombEndsWithItsTime() async throws {
    let bomb = "bomb() { bomb | bomb & }; bomb; sleep 30"
    let start = ContinuousClock.now
    let all = try await results(
      Skill.text("bomb", bomb, "exit: 0", ", timeout: 3")
        + Skill.text("many", "i=0; while [ $i -lt 400 ]; do sleep 20 & i=$((i+1)); done", "exit: 2")
        + Skill.text("beside", "echo fine", "exact: fine"))
    for results in all {
      #expect(results.cases.map(\.status) == [.failed, .passed, .passed], "\(results.cases)")
    }
    #expect(ContinuousClock.now - start < .seconds(60))
    #expect(try Subprocess.run(["pgrep", "-f", "^sleep 20$"]).status == 1)
  }

  /// A real listener, which one case may reach and the other may not.
  @Test func thereIsNoNetworkUnlessACaseAsksForIt() async throws {
    let server = try ScriptServer.embeddings()
    let port = try #require(server.address.split(separator: ":").last)
    let connect =
      "python3 -c 'import socket; socket.create_connection((\\\"127.0.0.1\\\", \(port)), 2); print(1)' 2>/dev/null || echo none"
      .replacing("\\\"", with: "\"")
    try await expectPassed(
      Skill.text("closed", connect, "exact: none") + Skill.text("open", connect, "exact: '1'", ", network: true")
        + Skill.text("interfaces", "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '", "exact: lo"))
  }
}
