import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// The list of trusted files is kept, whoever changes it and whatever became of it.
@Suite struct TrustTests {
  private let desk: CommandFixture
  private let list: String

  init() throws {
    desk = try CommandFixture()
    try desk.repository.write("pager: cat\n", to: ".ipai/config.yaml")
    list = desk.home.file(".local/share/ipai/trusted.json")
  }

  @Test(
    arguments: [["config", "trust"], ["config", "trust", "--revoke"]], ["", "[]\n", "{\"/a/config.yaml\": \"x\""])
  func aListThatCannotBeReadIsLeftAsItIs(arguments: [String], content: String) throws {
    try desk.home.write(content, to: ".local/share/ipai/trusted.json")
    let refused = desk.run(arguments)
    #expect(refused.status == 78 && refused.error.contains("\(list) is damaged"), "\(refused.error)")
    #expect(try String(contentsOfFile: list, encoding: .utf8) == content)
    // Nothing is trusted meanwhile, and no other verb stops at it.
    let other = desk.run("config", "list", "--show-origin")
    #expect(other.status == 0 && other.error.contains("pager is ignored"), "\(other.error)")
  }

  @Test func aListThatIsNoFileIsLeftAsItIs() throws {
    try FileManager.default.createDirectory(atPath: list, withIntermediateDirectories: true)
    let refused = desk.run("config", "trust")
    #expect(refused.status == 78 && refused.error.contains("\(list) is not a regular file"), "\(refused.error)")
    var isFolder: ObjCBool = false
    #expect(FileManager.default.fileExists(atPath: list, isDirectory: &isFolder) && isFolder.boolValue)
  }

  @Test func severalAtOnceLoseNothing() throws {
    let repositories = try (0..<16).map { _ in try TestRepository() }
    for repository in repositories { try repository.write("pager: cat\n", to: ".ipai/config.yaml") }
    DispatchQueue.concurrentPerform(iterations: repositories.count) { number in
      for _ in 0..<10 {
        let run = CommandRun(["config", "trust"], home: desk.home, in: repositories[number].path)
        #expect(run.status == 0, "\(run.error)")
        let list = CommandRun(["config", "list"], home: desk.home, in: repositories[number].path)
        #expect(list.error.isEmpty, "\(list.error)")
      }
    }
    for repository in repositories {
      let run = CommandRun(["config", "list"], home: desk.home, in: repository.path)
      #expect(run.error.isEmpty && run.output.contains(/pager +cat\n/), "\(run.output) \(run.error)")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: desk.home.file(".local/share/ipai"))
    #expect(files == ["trusted.json"])
  }
}
