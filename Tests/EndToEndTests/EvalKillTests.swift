import Foundation
import TestSupport
import Testing

/// `ipai skills eval` as a process that is killed: its commands end with it, and the next run removes its folders.
@Suite(.serialized, .onOwnThreads) struct EvalKillTests {
  private let binary: Binary
  private let files: TemporaryFolder
  private let temporary: TemporaryFolder

  init() throws {
    binary = try Binary()
    files = try TemporaryFolder()
    temporary = try TemporaryFolder()
  }

  private func write(_ name: String, _ command: String) throws {
    try files.write(
      "---\nname: \(name)\ndescription: Does \(name). Use it daily.\n---\nDo.\n", to: "\(name)/SKILL.md")
    try files.write("- {name: runs, command: \(command), expect: {exit: 0}}\n", to: "\(name)/evals/a.yaml")
  }

  /// Words that run ipai where no user namespace can be made, so that nothing is isolated.
  private static let unisolated = [
    "unshare", "--user", "--map-root-user", "sh", "-c",
    "echo 1 >/proc/sys/user/max_user_namespaces; exec unshare --user --map-user=1000 --map-group=1000 \"$@\"", "sh",
  ]

  private func eval(_ name: String, isPlain: Bool = false) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = (isPlain ? Self.unisolated : []) + [Binary.path, "skills", "eval", "./\(name)"]
    process.currentDirectoryURL = URL(fileURLWithPath: files.path)
    process.environment = binary.environment.merging(["TMPDIR": temporary.path]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func isRunning(_ command: String) throws -> Bool {
    try Subprocess.run(["pgrep", "-f", "^\(command)$"]).status == 0
  }

  private func wait(until isSo: () throws -> Bool) throws -> Bool {
    for _ in 0..<400 {
      if try isSo() { return true }
      usleep(50_000)
    }
    return false
  }

  private var folders: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: temporary.path) }
  }

  @Test(arguments: [SIGKILL, SIGHUP, SIGPIPE], [false, true])
  func commandsEndWithIpai(signal: Int32, isPlain: Bool) throws {
    let command = "sleep \((isPlain ? 7_100 : 7_000) + Int(signal))"
    try write("sleeps", "'(\(command) & \(command)); true'")
    let process = try eval("sleeps", isPlain: isPlain)
    #expect(try wait { try isRunning(command) })
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    #expect(try wait { try !isRunning(command) }, "\(command) is left")
    #expect(try folders.count == 1)
  }

  @Test func whatAKilledRunLeftIsRemovedByTheNext() throws {
    try write("sleeps", "sleep 7201; true")
    try write("runs", "'true'")
    let killed = try eval("sleeps")
    #expect(try wait { try isRunning("sleep 7201") })
    let left = try #require(try folders.first)
    kill(killed.processIdentifier, SIGKILL)
    killed.waitUntilExit()
    try write("waits", "sleep 7202; true")
    let running = try eval("waits")
    #expect(try wait { try isRunning("sleep 7202") })
    let own = try folders
    #expect(own.count == 1 && own != [left])
    // What a run in progress needs, and what is not a folder of ipai's, stays.
    try temporary.write("mine", to: "ipai-eval-notes/a.txt")
    let next = try eval("runs")
    next.waitUntilExit()
    #expect(next.terminationStatus == 0)
    #expect(try folders.sorted() == (own + ["ipai-eval-notes"]).sorted())
    kill(running.processIdentifier, SIGINT)
    running.waitUntilExit()
    #expect(try folders == ["ipai-eval-notes"])
  }

  /// Somebody else may put a folder of such a name, or a link, where everybody may write.
  @Test func aFolderOfSomebodyElseStays() throws {
    try write("runs", "'true'")
    try files.write("mine", to: "precious/a.txt")
    let link = "ipai-eval-\(UUID().uuidString)"
    try FileManager.default.createSymbolicLink(
      atPath: temporary.file(link), withDestinationPath: files.file("precious"))
    var names = [link]
    if geteuid() == 0 {
      names.append("ipai-eval-\(UUID().uuidString)")
      try temporary.write("theirs", to: "\(names[1])/a.txt")
      chown(temporary.file(names[1]), 1_234, 1_234)
    }
    let run = try eval("runs")
    run.waitUntilExit()
    #expect(try folders.sorted() == names.sorted())
    #expect(FileManager.default.fileExists(atPath: files.file("precious/a.txt")))
  }
}
