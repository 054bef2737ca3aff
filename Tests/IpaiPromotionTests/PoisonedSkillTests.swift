import Foundation
import IpaiCore
import IpaiDatabase
import IpaiPromotion
import IpaiSkills
import TestSupport
import Testing

/// Skills that somebody made to do harm, as git lets them be committed.
@Suite struct PoisonedSkillTests {
  private let shop: Workshop
  private let registry: any PromotionRegistry

  init() throws {
    shop = try Workshop()
    registry = SQLitePromotionRegistry(try DatabaseFile.inMemory())
    try shop.write("good")
    try shop.write("bad")
  }

  /// The one refusal of a plan, which has to leave nothing else to be done in its place.
  private func refusal() async throws -> String {
    try shop.repository.commit("more")
    let plan = try await shop.plan(registry).plan
    #expect(plan.refused.count == 1)
    #expect(plan.steps.map(\.name) == ["good"])
    #expect(await errorCode { try await shop.promote(registry) } == .conflict)
    #expect(try await registry.state([]).head == nil)
    return plan.refused.first.map { "\($0.message) \($0.hint ?? "")" } ?? ""
  }

  private func path(_ name: String) -> String { shop.repository.path + "/skills/bad/" + name }

  @Test func aLinkOutOfTheTree() async throws {
    try FileManager.default.createSymbolicLink(atPath: path("notes.md"), withDestinationPath: "/etc/passwd")
    #expect(try await refusal().contains("notes.md: is a link"))
  }

  @Test func aMainFileThatIsALink() async throws {
    try FileManager.default.removeItem(atPath: path("SKILL.md"))
    try FileManager.default.createSymbolicLink(atPath: path("SKILL.md"), withDestinationPath: "../good/SKILL.md")
    #expect(try await refusal().contains("is a link"))
  }

  /// Some file systems would make one folder of them.
  @Test func foldersThatDifferInTooLittle() async throws {
    try shop.repository.write("a", to: "skills/bad/more/Docs/a.md")
    try shop.repository.write("b", to: "skills/bad/more/docs/b.md")
    #expect(try await refusal().contains("skills/bad/more/docs: differs from 'more/Docs' only in capital letters"))
  }

  @Test func aSubmodule() async throws {
    let other = try TestRepository()
    try other.commit("other", files: ["a.txt": "a"])
    try shop.repository.git(
      "-c", "protocol.file.allow=always", "submodule", "add", "-q", other.path, "skills/bad/module")
    #expect(try await refusal().contains("is a submodule"))
  }

  @Test func aSecret() async throws {
    let key = "ghp_" + "R7vQx2LmN8pTzK4wYb6JcD9fGhE3sU5aXo1i"
    try shop.repository.write("line\nexport TOKEN=\(key)\n", to: "skills/bad/scripts/run.sh")
    let text = try await refusal()
    #expect(text.contains("skills/bad/scripts/run.sh:2 seems to hold a secret ("))
    #expect(!text.contains(key))
    var open = shop
    open.selection.withSecrets = ["bad"]
    #expect(try await open.plan(registry).plan.refused.isEmpty)
  }

  /// A file in another encoding hides nothing.
  @Test(arguments: [true, false]) func aSecretInAnotherEncoding(isUTF16: Bool) async throws {
    let text = "caf\u{E9} ghp_" + "R7vQx2LmN8pTzK4wYb6JcD9fGhE3sU5aXo1i\n"
    let content = try #require(text.data(using: isUTF16 ? .utf16 : .isoLatin1))
    try content.write(to: URL(fileURLWithPath: path("config.env")))
    #expect(try await refusal().contains("config.env:1 seems to hold a secret"))
  }

  @Test func aHugeFile() async throws {
    // Git packs zeros well; nothing of it is read into memory.
    let file = FileManager.default.createFile(atPath: path("data.bin"), contents: nil)
    #expect(file)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path("data.bin")))
    try handle.truncate(atOffset: 200_000_000)
    try handle.close()
    #expect(try await refusal().contains("is larger than"))
  }

  @Test func namesThatDifferOnlyInCapitals() async throws {
    try shop.repository.write("a", to: "skills/bad/notes.md")
    try shop.repository.write("b", to: "skills/bad/Notes.md")
    try shop.repository.commit("more")
    let plan = try await shop.plan(registry).plan
    // Some file systems cannot hold both.
    #expect(plan.refused.first?.message.contains("only in capital letters") == true, "\(plan)")
  }

  @Test func aNameWithALookalikeLetter() async throws {
    try shop.repository.write(
      "---\nname: g\u{43E}od\ndescription: a b\nmetadata:\n  status: approved\n---\na\n",
      to: "skills/g\u{43E}od/SKILL.md")
    try shop.repository.git("rm", "-r", "-q", "--cached", "--ignore-unmatch", "skills/bad")
    try FileManager.default.removeItem(atPath: shop.repository.path + "/skills/bad")
    #expect(try await !refusal().isEmpty)
  }

  @Test func aFileNameThatIsNotUTF8() async throws {
    let id = try shop.repository.git("hash-object", "-w", "--stdin", input: Data("a".utf8))
    try shop.repository.git("add", "-A")
    let line = Data("100644 \(id)\tskills/bad/caf".utf8) + Data([0xE9, 0x0A])
    try shop.repository.git("update-index", "--add", "--index-info", input: line)
    try shop.repository.git("commit", "-q", "-m", "bytes")
    let plan = try await shop.plan(registry).plan
    #expect(plan.refused.first?.message.contains("not UTF-8") == true)
  }

  @Test func aDamagedObject() async throws {
    try shop.repository.commit("more")
    let id = try shop.repository.git("rev-parse", "HEAD:skills/bad/SKILL.md")
    let object = shop.repository.path + "/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: object)
    try Data("rubbish".utf8).write(to: URL(fileURLWithPath: object))
    let plan = try await shop.plan(registry).plan
    #expect(plan.refused.first?.message.contains("SKILL.md: is missing") == true, "\(plan.refused)")
  }
}
