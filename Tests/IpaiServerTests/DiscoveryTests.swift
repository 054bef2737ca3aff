import Foundation
import HTTPTypes
import IpaiActions
import IpaiCore
import IpaiPromotion
import MCP
import TestSupport
import Testing

@testable import IpaiServer

/// What agents find of the skills in force in the store of a server.
@Suite struct DiscoveryTests {
  private let server: ServerFixture
  private static let index = "/.well-known/agent-skills/index.json"

  init() throws {
    server = try ServerFixture()
    try server.repository.git("remote", "add", "origin", "https://example.org/skills.git")
  }

  private func write(_ name: String, _ version: String, status: String = "approved", more: [String: String] = [:])
    throws
  {
    let text =
      "---\nname: \(name)\ndescription: Does \(name). Use it daily.\n"
      + "metadata:\n  version: \(version)\n  status: \(status)\n---\n\(version)\n"
    var files = ["skills/\(name)/SKILL.md": text]
    for (path, content) in more { files["skills/\(name)/\(path)"] = content }
    try server.repository.commit("\(name) \(version)", files: files)
  }

  /// The services of a terminal that works on the database of the server.
  private var terminal: Services {
    Services(
      configuration: server.services.configuration, directories: server.services.directories,
      databasePath: server.services.databasePath, folder: server.repository.path, processorCount: 1, threads: 1,
      environment: TestRepository.environment, now: { Date() })
  }

  private func promote() async throws {
    var request = PromoteApplyAction.Request()
    request.to = server.services.databasePath
    request.allowMissingEvals = true
    _ = try await PromoteApplyAction.checkedRun(request, in: terminal)
  }

  private func skills() async throws -> [[String: Any]] {
    let answer = try await server.send(.get, Self.index)
    #expect(answer.status == 200)
    return try #require(answer.json["skills"] as? [[String: Any]])
  }

  @Test func theIndexFollowsThePromotions() async throws {
    #expect(try await skills().isEmpty)
    try write("one", "1.0.0")
    try write("two", "1.0.0", more: ["a.md": "a"])
    try await promote()
    let first = try await server.send(.get, Self.index)
    #expect(first.headers[.contentType] == "application/json" && first.headers[.cacheControl] == "private, no-cache")
    let tag = try #require(first.headers[.eTag])
    #expect(try await server.send(.get, Self.index, headers: ["If-None-Match": tag]).status == 304)
    let head = try await server.send(.head, Self.index)
    #expect(head.status == 200 && head.body.isEmpty && head.headers[.eTag] == tag)
    #expect(try await skills().map { $0["name"] as? String } == ["one", "two"])
    try write("one", "1.1.0")
    try await promote()
    #expect(try await server.send(.get, Self.index).headers[.eTag] != tag)
    #expect((try await skills()[0]["ipai"] as? [String: Any])?["version"] as? String == "1.1.0")
  }

  @Test func artifactsAreWhatTheIndexSays() async throws {
    try write("one", "1.0.0")
    try write("two", "1.0.0", more: ["a.md": "a"])
    try await promote()
    for skill in try await skills() {
      let url = try #require(skill["url"] as? String)
      let path = "/.well-known/agent-skills/" + url
      for _ in 1...2 {
        let answer = try await server.send(.get, path)
        #expect(answer.status == 200)
        #expect("sha256:" + SkillDigestCheck.sha256(answer.body) == skill["digest"] as? String)
        #expect(
          answer.headers[.contentType] == (url.hasSuffix(".md") ? "text/markdown; charset=utf-8" : "application/gzip"))
        let tag = try #require(answer.headers[.eTag])
        #expect(try await server.send(.get, path, headers: ["If-None-Match": tag]).status == 304)
      }
      #expect(try await server.send(.head, path).body.isEmpty)
      let post = try await server.send(.post, path)
      #expect(post.status == 405 && post.headers[.allow] == "GET, HEAD")
    }
    let long = String(repeating: "0", count: 64)
    for name in ["\(long).md", "x", "..%2f..%2fipai.db", "index.json"] {
      #expect(try await server.send(.get, "/.well-known/agent-skills/artifacts/\(name)").status == 404, "\(name)")
    }
  }

  /// The description names the routes that there are, with what they answer.
  @Test func theRoutesAreDescribed() async throws {
    try write("one", "1.0.0")
    try write("two", "1.0.0", more: ["a.md": "a"])
    try await promote()
    let document = try JSON(parsing: try await server.send(.get, "/openapi.json").body)
    let paths = try #require(document["paths"]?.object).filter { $0.key.hasPrefix("/.well-known/") }
    #expect(Set(paths.keys) == Set(DiscoveryRoutes.summaries.keys) && paths.count == 2)
    func answers(_ path: String) throws -> [String: JSON] {
      try #require(paths[path]?["get"]?["responses"]?.object)
    }
    func media(_ path: String) throws -> [String: JSON] { try #require(answers(path)["200"]?["content"]?.object) }
    let index = try await server.send(.get, Self.index)
    let schema = try #require(media(Self.index)[index.headers[.contentType] ?? ""]?["schema"])
    #expect(try JSONSchema(schema).firstFault(in: JSON(parsing: index.body)) == nil)
    #expect(try JSONSchema(schema).firstFault(in: ["skills": [["name": "x"]]]) != nil)
    let artifact = "/.well-known/agent-skills/artifacts/{name}"
    var seen: Set<String> = []
    for skill in try await skills() {
      let path = "/.well-known/agent-skills/" + (skill["url"] as? String ?? "")
      let answer = try await server.send(.get, path)
      #expect(answer.status == 200)
      seen.insert(answer.headers[.contentType] ?? "")
      let again = try await server.send(.get, path, headers: ["If-None-Match": answer.headers[.eTag] ?? ""])
      #expect(try answers(artifact)["\(again.status)"] != nil)
    }
    #expect(try seen == Set(media(artifact).keys))
    let missing = try await server.send(.get, "/.well-known/agent-skills/artifacts/x")
    #expect(
      try answers(artifact)["default"]?["content"]?.object?.keys.first == missing.headers[.contentType]
        && missing.status == 404)
  }

  /// They are read with a key, as everything that a server has.
  @Test func aKeyIsNeeded() async throws {
    for path in [Self.index, "/.well-known/agent-skills/artifacts/x.md"] {
      #expect(try await server.send(.get, path, key: nil).status == 401)
    }
  }

  /// The extension for skills lists what is in force, whatever else was stored since.
  @Test func theSkillsExtensionShowsTheSameDigests() async throws {
    try write("one", "1.0.0", more: ["a.md": "a"])
    try write("gone", "1.0.0")
    try await promote()
    // A later version that nobody promoted.
    try write("one", "2.0.0", status: "dev", more: ["a.md": "other"])
    try write("only-here", "0.1.0", status: "dev")
    var sync = SkillsSyncAction.Request()
    sync.path = [server.repository.path + "/skills"]
    _ = try await SkillsSyncAction.checkedRun(sync, in: terminal)
    func listed() async throws -> [String: JSON] {
      let skills = try await server.ask("skills/list")["result"]?["skills"]?.array ?? []
      return Dictionary(
        skills.map { ($0["frontmatter"]?["name"]?.string ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    }
    let extensionSkills = try await listed()
    #expect(extensionSkills.keys.sorted() == ["gone", "one", "only-here"])
    let one = try #require(extensionSkills["one"])
    #expect(one["frontmatter"]?["metadata"]?["version"]?.string == "1.0.0")
    let entry = try #require(try await skills().first { $0["name"] as? String == "one" })
    let files = try #require((entry["ipai"] as? [String: Any])?["files"] as? [[String: Any]])
    let resources = try #require(one["resources"]?.array)
    #expect(
      Set(resources.compactMap { $0["digest"]?.string })
        == Set(files.compactMap { $0["sha256"] as? String }.map { "sha256:" + $0 }))
    let read = try await server.ask("resources/read", ["uri": "skill://one/a.md"])
    #expect(read["result"]?["contents"]?.array?.first?["text"]?.string == "a", "\(read)")
    // What is retired is listed no longer.
    try server.repository.git("rm", "-rq", "skills/gone")
    try server.repository.commit("gone is gone")
    var request = PromoteApplyAction.Request()
    request.to = server.services.databasePath
    request.allowMissingEvals = true
    request.prune = true
    request.skill = ["gone"]
    _ = try? await PromoteApplyAction.checkedRun(request, in: terminal)
    let retired = try await skills().map { $0["name"] as? String }
    #expect(retired == ["one"])
    #expect(try await listed().keys.sorted() == ["one", "only-here"])
  }

  /// After a rollback, the earlier version is what agents get.
  @Test func aRollbackIsSeen() async throws {
    try write("one", "1.0.0")
    try await promote()
    try write("one", "1.1.0")
    try await promote()
    var request = PromoteRollbackAction.Request()
    request.name = "one"
    request.reason = "it stops on Fridays"
    request.registry = server.services.databasePath
    _ = try await PromoteRollbackAction.checkedRun(request, in: terminal)
    let details = try #require(try await skills()[0]["ipai"] as? [String: Any])
    #expect(details["version"] as? String == "1.0.0")
    let listed = try await server.ask("skills/list")["result"]?["skills"]?.array?.first
    #expect(listed?["frontmatter"]?["metadata"]?["version"]?.string == "1.0.0")
    let digest = listed?["resources"]?.array?.first?["digest"]?.string
    #expect(digest == ((details["files"] as? [[String: Any]])?.first?["sha256"] as? String).map { "sha256:" + $0 })
  }

  private func waiting() async throws -> Int {
    var request = PromoteOutboxListAction.Request()
    request.to = server.services.databasePath
    return try await PromoteOutboxListAction.checkedRun(request, in: terminal).items.count
  }

  /// The services of a server that tells a receiver.
  private func telling(_ address: String, hours: Double = 1) -> Services {
    var environment = TestRepository.environment
    environment["IPAI_N8N_URL"] = address
    return Services(
      configuration: server.services.configuration, directories: server.services.directories,
      databasePath: server.services.databasePath, folder: server.repository.path, processorCount: 1, threads: 1,
      environment: environment, now: { Date() + 3_600 * hours })
  }

  /// A message that could not be sent at the promotion is sent by a server that runs, which ends whatever a receiver
  /// does.
  @Test func waitingMessagesAreSent() async throws {
    try write("one", "1.0.0")
    var request = PromoteApplyAction.Request()
    request.to = server.services.databasePath
    request.allowMissingEvals = true
    let outcome = try await PromoteApplyAction.checkedRun(request, in: telling("http://127.0.0.1:9/"))
    #expect(outcome.messages.waiting.count == 1)
    #expect(try await waiting() == 1)
    #expect(!server.services.hasReceivers)
    let folder = try TemporaryFolder()
    let receiver = try ScriptServer.registry(of: folder.path)
    // One that does not answer does not keep the server.
    let stubborn = Task { try await OutboxWatch(telling(receiver.address + "/stuck"), logger: server.log.logger).run() }
    try await Task.sleep(for: .milliseconds(200))
    let start = ContinuousClock.now
    stubborn.cancel()
    try await stubborn.value
    #expect(ContinuousClock.now - start < .seconds(5))
    // It is tried again after a while.
    let services = telling(receiver.address + "/taken", hours: 24)
    let watch = Task { try await OutboxWatch(services, every: .milliseconds(50), logger: server.log.logger).run() }
    for _ in 0..<400 where try await waiting() > 0 { try await Task.sleep(for: .milliseconds(50)) }
    #expect(try await waiting() == 0)
    watch.cancel()
    try await watch.value
  }

  @Test func installingIsNotForRemoteCallers() async throws {
    let answer = try await server.send(.post, "/v1/skills/install", body: #"{"names": ["one"]}"#)
    #expect(answer.status == 403, "\(answer.json)")
  }
}
