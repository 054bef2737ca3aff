import Foundation
import GRDB
import IpaiCore
import IpaiDatabase
import IpaiSkills
import TestSupport
import Testing

@testable import IpaiPromotion

@Suite struct PublishedFolderTests {
  private let skills: PromotedSkills

  init() throws { skills = try PromotedSkills() }

  private func content(of version: DiscoveredVersion) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: skills.folder.file(".well-known/agent-skills/\(version.url)")))
  }

  @Test func theIndexHasWhatIsInForce() async throws {
    let first = try await skills.promote("one", "1.0.0")
    let second = try await skills.promote("two", "1.0.0", ["run.sh": "#!/bin/sh\n", "a/b.md": "b"])
    try await skills.publish()
    let json =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: skills.folder.file(DiscoveryIndex.path)))) as? [String: Any]
    #expect(json?["$schema"] as? String == "https://schemas.agentskills.io/discovery/0.2.0/schema.json")
    let index = try skills.index()
    #expect(index.skills.map(\.name) == ["one", "two"] && index.skills.map(\.type) == [.skillMarkdown, .archive])
    #expect(index.skills.map(\.description) == ["Does one. Use it daily.", "Does two. Use it daily."])
    #expect(index.ipai?.promotion == 2)
    for (entry, tree) in zip(index.skills, [first, second]) {
      let details = try #require(entry.ipai)
      #expect(details.digest == tree.digest.description && details.version == "1.0.0")
      #expect(details.labels == ["latest": "1.0.0", "approved": "1.0.0"])
      #expect(details.files == tree.files.map(DiscoveredFile.init))
      let version = try #require(details.versions.first)
      #expect(version.url == entry.url && version.artifact == entry.digest)
      let artifact = try content(of: version)
      #expect(BytesDigest.of(artifact) == entry.digest)
      #expect(try SkillArtifact.tree(in: artifact, entry.type) == tree)
    }
    #expect(try content(of: #require(index.skills[0].ipai?.versions[0])) == first.files[0].content)
    #expect(skills.artifacts == index.artifactNames)
    #expect(try await skills.findings() == [])
  }

  @Test func versionsLabelsAndWhatIsRetired() async throws {
    try await skills.promote("one", "1.0.0")
    try await skills.promote("one", "1.1.0")
    try await skills.promote("gone", "1.0.0")
    try await skills.rollBack("one")
    try await skills.retire("gone")
    try await skills.publish()
    let index = try skills.index()
    #expect(index.skills.map(\.name) == ["one"])
    let details = try #require(index.skills.first?.ipai)
    #expect(details.version == "1.0.0" && details.labels["latest"] == "1.0.0")
    #expect(details.versions.map(\.version) == ["1.0.0", "1.1.0"])
    #expect(index.skills.first?.digest == details.versions.first?.artifact)
  }

  /// What is named no longer goes with the next publication but one, so that whoever reads the index meanwhile finds
  /// it.
  @Test func artifactsOutlastTheIndex() async throws {
    try await skills.promote("one", "1.0.0")
    try await skills.promote("two", "1.0.0")
    try await skills.publish()
    let before = skills.artifacts
    try await skills.retire("two")
    try await skills.publish()
    #expect(skills.artifacts == before && before.count == 2)
    try await skills.publish()
    #expect(skills.artifacts.count == 1)
    // What a run that was killed has left goes too, and nothing else.
    let artifacts = skills.folder.file(".well-known/agent-skills/artifacts")
    let left = try #require(skills.artifacts.first) + "." + UUID().uuidString
    try Data().write(to: URL(fileURLWithPath: "\(artifacts)/\(left)"))
    try Data().write(to: URL(fileURLWithPath: "\(artifacts)/README"))
    try await skills.publish()
    #expect(skills.artifacts.count == 2 && skills.artifacts.contains("README"))
  }

  /// Web servers keep what they have compressed beside the file.
  @Test func whatOthersPutBesideTheIndexStays() async throws {
    try await skills.promote("one", "1.0.0")
    try await skills.publish()
    let names = ["index.json.gz", "index.json.br", "index.json.\(UUID().uuidString).gz"]
    let left = "index.json.\(UUID().uuidString)"
    for name in names + [left] { try skills.folder.write("x", to: ".well-known/agent-skills/\(name)") }
    try await skills.publish()
    let found = try FileManager.default.contentsOfDirectory(atPath: skills.folder.file(".well-known/agent-skills"))
    #expect(Set(found) == Set(names + ["index.json", "artifacts"]))
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  /// A web server that is somebody else has to get at it, as far as whoever publishes lets it.
  @Test func whatIsPublishedCanBeReadByOthers() async throws {
    try await skills.promote("one", "1.0.0")
    try await skills.publish()
    let root = skills.folder.file(".well-known/agent-skills")
    let mask = umask(0)
    umask(mask)
    for path in [skills.folder.file(".well-known"), root, "\(root)/artifacts"] {
      #expect(try mode(path) == 0o755 & ~Int(mask), "\(path)")
    }
    for path in ["\(root)/index.json"] + skills.artifacts.map({ "\(root)/artifacts/\($0)" }) {
      #expect(try mode(path) == 0o644 & ~Int(mask), "\(path)")
    }
  }

  /// Whoever may write there must not lead what is published elsewhere.
  @Test(arguments: ["", "/agent-skills", "/agent-skills/index.json", "/agent-skills/artifacts"])
  func linksAreNotFollowed(name: String) async throws {
    try await skills.promote("one", "1.0.0")
    try await skills.publish()
    let path = skills.folder.file(".well-known\(name)")
    let elsewhere = skills.folder.file("elsewhere")
    try FileManager.default.moveItem(atPath: path, toPath: elsewhere)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: elsewhere)
    let finding = try await skills.findings().first
    #expect(finding?.contains("\(path) is a symbolic link") == true && finding?.contains("remove it") == true)
    try await skills.promote("one", "1.1.0")
    let before = try FileManager.default.subpathsOfDirectory(atPath: skills.folder.path)
    let error = await #expect(throws: IpaiError.self) { try await skills.publish() }
    #expect(error?.code == .denied && error?.message.contains("\(path) is a symbolic link") == true)
    #expect(try FileManager.default.subpathsOfDirectory(atPath: skills.folder.path) == before)
  }

  @Test func anArtifactThatIsALinkIsNotFollowed() async throws {
    try await skills.promote("one", "1.0.0")
    try await skills.publish()
    let name = try #require(skills.artifacts.first)
    let path = skills.folder.file(".well-known/agent-skills/artifacts/\(name)")
    let elsewhere = try skills.folder.write("mine", to: "elsewhere")
    unlink(path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: elsewhere)
    #expect(try await skills.findings().first?.contains("\(name) is a symbolic link") == true)
    #expect(await errorCode { try await skills.publish() } == .denied)
    #expect(try String(contentsOfFile: elsewhere, encoding: .utf8) == "mine")
  }

  @Test func whatWasNotPublishedIsPublishedByAVerification() async throws {
    try await skills.promote("one", "1.0.0")
    try await skills.publish()
    try await skills.promote("one", "1.1.0")
    #expect(try skills.index().skills.first?.ipai?.version == "1.0.0")
    #expect(try await skills.findings() == [])
    #expect(try skills.index().skills.first?.ipai?.version == "1.1.0")
  }

  @Test func whatWasAlteredIsNamed() async throws {
    try await skills.promote("one", "1.0.0")
    try await skills.promote("two", "1.0.0", ["a": "a"])
    try await skills.publish()
    let index = try skills.index()
    let names = index.skills.map { String($0.url.dropFirst("artifacts/".count)) }
    let root = skills.folder.file(".well-known/agent-skills")
    unlink("\(root)/artifacts/\(names[0])")
    try Data("other".utf8).write(to: URL(fileURLWithPath: "\(root)/artifacts/\(names[1])"))
    var findings = try await skills.findings()
    #expect(findings.count == 2, "\(findings)")
    #expect(findings.contains { $0.contains("\(names[0]) is missing") })
    #expect(findings.contains { $0.contains("\(names[1]) was altered") })
    try await skills.publish()
    #expect(try await skills.findings() == [])
    let text = try String(contentsOfFile: "\(root)/index.json", encoding: .utf8)
    try text.replacing("daily", with: "nightly").write(toFile: "\(root)/index.json", atomically: true, encoding: .utf8)
    findings = try await skills.findings()
    #expect(findings.count == 1 && findings[0].contains("not the index of what is in force"), "\(findings)")
  }

  /// Files that are not what was promoted get into no index.
  @Test func alteredFilesAreNotPublished() async throws {
    try await skills.promote("one", "1.0.0")
    try await skills.promote("two", "1.0.0")
    try skills.database.write { db in
      try db.execute(
        sql: """
          UPDATE skill_content SET bytes = x'00' WHERE digest = (
            SELECT f.digest FROM skill s JOIN skill_version v ON v.skill_id = s.id
            JOIN skill_file f ON f.version_id = v.id WHERE s.name = 'one')
          """)
    }
    try await skills.publish()
    #expect(try skills.index().skills.map(\.name) == ["two"])
  }

  /// Readers that go on while others publish never find an index that names what is not there, or is something else.
  @Test func readersNeverSeeHalfOfIt() async throws {
    try await skills.promote("one", "1.0.0", ["a": "0"])
    try await skills.publish()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 1...15 {
          try await skills.promote("one", "1.\(number).0", ["a": "\(number)"])
          try await skills.publish()
        }
      }
      group.addTask {
        for _ in 0..<60 {
          for version in try skills.index().skills.flatMap({ $0.ipai?.versions ?? [] }) {
            #expect(try BytesDigest.of(content(of: version)) == version.artifact)
          }
          await Task.yield()
        }
      }
      try await group.waitForAll()
    }
  }

  @Test(arguments: [
    "[]", "{}", #"{"skills": []}"#, #"{"$schema": "https://example.org/other", "skills": []}"#, "not JSON",
    #"{"version": "0.1.0", "skills": [{"name": "x", "files": ["SKILL.md"]}]}"#, String(repeating: "[", count: 100_000),
  ])
  func whatIsNoIndexIsRefused(text: String) {
    #expect(throws: IpaiError.self) { try DiscoveryIndex.read(Data(text.utf8), place: "it") }
  }

  @Test(arguments: ["../x", "../\u{301}x", "a/../\u{301}x", "/x", "a//\u{301}x", "https:x"])
  func artifactsOutsideOfTheFolderAreNotRead(url: String) {
    let error = #expect(throws: IpaiError.self) { try FolderIndex("/nowhere").artifact(url, limit: 1) }
    #expect(error?.code == .conflict)
  }

  /// Entries of kinds that are not known yet do not hide the others.
  @Test func foreignEntriesAreRead() throws {
    let text = """
      {"$schema": "https://schemas.agentskills.io/discovery/0.2.0/schema.json", "more": 1, "skills": [
        {"name": "a", "type": "oci-image", "description": "x", "url": "x", "digest": "y"}, 7, {"name": "b"},
        {"name": "c", "type": "skill-md", "description": "x", "url": "c/SKILL.md", "digest": "sha256:1", "tags": []}]}
      """
    #expect(try DiscoveryIndex.read(Data(text.utf8), place: "it").skills.map(\.name) == ["c"])
  }
}
