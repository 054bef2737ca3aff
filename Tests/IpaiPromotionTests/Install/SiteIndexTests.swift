import Foundation
import IpaiCore
import IpaiHTTP
import IpaiSkills
import TestSupport
import Testing

@testable import IpaiPromotion

/// Indexes over HTTP, from a real server, with what goes wrong with them.
@Suite(.serialized) struct SiteIndexTests {
  private let desk: InstallDesk
  private let server: ScriptServer

  init() async throws {
    desk = try InstallDesk()
    try await desk.skills.promote("one", "1.0.0")
    try await desk.skills.promote("two", "1.0.0", ["run.sh": "#!/bin/sh\n"])
    try await desk.skills.publish()
    server = try ScriptServer.registry(of: desk.skills.folder.path)
  }

  private func site(_ path: String, key: String? = nil) throws -> IndexSupply {
    IndexSupply(try SiteIndex(server.address + path, http: HTTPClient(), key: key.map { Secret($0) }))
  }

  @Test func aSiteOfFilesIsARegistry() async throws {
    for path in ["/plain", "/plain/", "/plain/.well-known/agent-skills/index.json", "/moved"] {
      #expect(try await desk.install("one", "two", from: site(path)) == [.installed, .installed], "\(path)")
      #expect(desk.digest("two") == (try desk.skills.index().skills[1].ipai?.digest))
      try FileManager.default.removeItem(atPath: desk.into)
    }
  }

  @Test func keysAreSentWhereTheyAreAsked() async throws {
    let wrong = await desk.problem { try await desk.install("one", from: site("/key", key: "wrong")) }
    #expect(wrong.contains("wants a key"), "\(wrong)")
    #expect(try await desk.install("one", from: site("/key", key: "open sesame")) == [.installed])
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let path: String
    let message: String
    var testDescription: String { path }
  }

  private static let faults = [
    Case(path: "/html", message: "is no index of skills, but text/html"),
    Case(path: "/length", message: "is larger than"),
    Case(path: "/endless", message: "is larger than"), Case(path: "/away", message: "leads to another place"),
    Case(path: "/loop", message: "leads on and on"), Case(path: "/cut", message: "cannot be read"),
    Case(path: "/altered", message: "has the digest"), Case(path: "/busy", message: "answers with the status 503"),
    Case(path: "/plain/nothing", message: "there is no http://"),
  ]

  @Test(arguments: faults)
  func nothingIsPlacedWhereSomethingIsWrong(one: Case) async throws {
    let problem = await desk.problem { try await desk.install("one", "two", from: site(one.path)) }
    #expect(problem.contains(one.message), "\(problem)")
    #expect(try desk.everything().isEmpty)
    let sent = try Int(server.text("/sent")) ?? 0
    #expect(sent < 200 << 20)
  }

  @Test func otherAddressesAreNotAsked() async throws {
    for text in [
      "http://example.org", "ftp://example.org", "https://ann:secret@example.org", "https://example.org/?a=b",
      "https://example.org/#x", "https:///x", "file:///etc",
    ] {
      #expect(throws: IpaiError.self) { try SiteIndex(text, http: HTTPClient()) }
    }
    for url in ["http://127.0.0.2:9/x.md", "//127.0.0.2:9/x.md", "file:///etc/passwd", "https://example.org/x.md"] {
      let problem = await desk.problem {
        _ = try await foreign(url: url).tree(of: foreign(url: url).offer(WantedSkill("c")))
      }
      #expect(problem.contains("leads to another place"), "\(url): \(problem)")
    }
  }

  /// An index of another program, whose one skill has its artifact at `url`.
  private func foreign(url: String, digest: String = "sha256:" + String(repeating: "0", count: 64)) throws
    -> IndexSupply
  {
    let index = DiscoveryIndex(
      skills: [
        DiscoveredSkill(name: "c", type: .skillMarkdown, description: "x", url: url, digest: digest, ipai: nil)
      ], ipai: nil)
    let folder = desk.skills.folder
    try folder.write(index.file(), to: "foreign/.well-known/agent-skills/index.json")
    return IndexSupply(try SiteIndex(server.address + "/plain/foreign", http: HTTPClient()))
  }

  /// Some file systems would write one of them over the other.
  @Test(arguments: [
    ("skill.MD", "skill.MD: differs from 'SKILL.md' only in capital letters"),
    ("docs/a.md", "docs: differs from 'Docs' only in capital letters"),
    ("Docs/STRA\u{DF}E.md", "Docs/STRA\u{DF}E.md: differs from 'Docs/STRASSE.md' only in capital letters"),
    ("Docs/deep/cafe\u{301}/x.md", "there is another file whose name looks the same in other bytes"),
    ("Docs/deep/CAF\u{C9}/x.md", "only in capital letters"), ("DOCS", "Docs: differs from 'DOCS' only"),
  ])
  func namesThatDifferInTooLittleAreRefused(path: String, message: String) async throws {
    let main = Data("---\nname: c\ndescription: Does c. Use it daily.\n---\nc\n".utf8)
    let files = ["Docs/b.md", "Docs/STRASSE.md", "Docs/deep/caf\u{E9}/y.md", path].map {
      SkillFile(path: $0, content: Data("x".utf8))
    }
    let artifact = try SkillArtifact(of: SkillTree([SkillFile(path: "SKILL.md", content: main)] + files))
    try desk.skills.folder.write(artifact.content, to: "foreign/c.tar.gz")
    let index = DiscoveryIndex(
      skills: [
        DiscoveredSkill(
          name: "c", type: .archive, description: "x", url: "/plain/foreign/c.tar.gz", digest: artifact.digest,
          ipai: nil)
      ], ipai: nil)
    try desk.skills.folder.write(index.file(), to: "foreign/.well-known/agent-skills/index.json")
    let problem = await desk.problem { try await desk.install("c", from: site("/plain/foreign")) }
    #expect(problem.contains(message), "\(problem)")
    #expect(try desk.everything().isEmpty)
  }

  /// A site that says nothing, or too little at a time, is given up.
  @Test(arguments: ["/silent", "/drip"])
  func aSiteThatNeverAnswersIsGivenUp(path: String) async throws {
    let start = ContinuousClock.now
    let problem = await desk.problem {
      let index = try SiteIndex(server.address + path, http: HTTPClient(), patience: 2)
      try await desk.install("one", from: IndexSupply(index))
    }
    #expect(problem.contains("\(path)/") && problem.hasSuffix("gave no whole answer within 2 seconds"), "\(problem)")
    #expect((Duration.seconds(2)..<Duration.seconds(20)).contains(ContinuousClock.now - start))
    #expect(try desk.everything().isEmpty)
  }

  /// Sites of others have no versions; the digest of the artifact is what holds them.
  @Test func indexesOfOtherProgramsAreRead() async throws {
    let main = Data("---\nname: c\ndescription: Does c. Use it daily.\n---\nc\n".utf8)
    try desk.skills.folder.write(main, to: "foreign/c/SKILL.md")
    let supply = try foreign(url: "/plain/foreign/c/SKILL.md", digest: BytesDigest.of(main))
    #expect(try await desk.install("c", from: supply) == [.installed])
    #expect(await desk.problem { try await desk.install("c@1.0.0", from: supply) }.contains("names no versions"))
    #expect(
      try await desk.reproduce(from: foreign(url: "/plain/foreign/c/SKILL.md", digest: BytesDigest.of(main))) == [
        .unchanged
      ])
    // Another artifact under the same name is not what the lock file names.
    let other = main + Data("more\n".utf8)
    try desk.skills.folder.write(other, to: "foreign/c/SKILL.md")
    let changed = try foreign(url: "/plain/foreign/c/SKILL.md", digest: BytesDigest.of(other))
    #expect(await desk.problem { try await desk.reproduce(from: changed) }.contains("has other files"))
    #expect(try await desk.install("c", from: changed) == [.updated])
    // A skill of another name than its folder.
    let named = Data("---\nname: d\ndescription: Does d. Use it daily.\n---\nd\n".utf8)
    try desk.skills.folder.write(named, to: "foreign/c/SKILL.md")
    let wrong = try foreign(url: "/plain/foreign/c/SKILL.md", digest: BytesDigest.of(named))
    let problem = await desk.problem { try await desk.install("c", from: wrong) }
    #expect(!problem.isEmpty && problem.contains("c"), "\(problem)")
    #expect(desk.digest("d") == nil)
  }
}
