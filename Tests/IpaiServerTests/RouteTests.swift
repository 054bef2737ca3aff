import Foundation
import HTTPTypes
import IpaiActions
import TestSupport
import Testing

@testable import IpaiServer

/// What the REST interface says to requests that are wrong.
@Suite struct RouteTests {
  private let server: ServerFixture

  init() throws { server = try ServerFixture() }

  @Test func aPathThatIsNotThereIsSaidToBeSo() async throws {
    let answer = try await server.send(.get, "/v1/nothing")
    #expect(answer.status == 404 && answer.json["code"] as? String == "not_found")
    #expect(answer.headers[.contentType] == "application/problem+json")
  }

  @Test func theMethodsOfAPathAreNamed() async throws {
    let answer = try await server.send(.put, "/v1/memory")
    #expect(answer.status == 405 && answer.headers[.allow] == "GET, HEAD, POST")
    #expect(try await server.send(.delete, "/v1/memory/x").headers[.allow] == "GET, HEAD")
  }

  @Test func headIsGetWithoutABody() async throws {
    let get = try await server.send(.get, "/v1/models")
    let head = try await server.send(.head, "/v1/models")
    #expect(head.status == 200 && head.body.isEmpty && !get.body.isEmpty)
    #expect(head.headers[.contentLength] == "\(get.body.count)")
  }

  @Test(arguments: [
    ("", "JSON"), ("{", "JSON"), ("[]", "object"), (#"{"txt":"x"}"#, "txt"), (#"{"text":1}"#, "text must be"),
    (#"{"text":""}"#, "empty"), (#"{"text":"x","conversations":[{}]}"#, "conversations"),
  ])
  func aWrongBodyIsExplained(body: String, message: String) async throws {
    let answer = try await server.send(.post, "/v1/memory", body: body)
    #expect(answer.status == 400 && answer.json["status"] as? Int == 400)
    #expect((answer.json["detail"] as? String)?.contains(message) == true, "\(answer.json)")
  }

  @Test func aBodyHasALimit() async throws {
    let body = #"{"text":""# + String(repeating: "a", count: 5 << 20) + #""}"#
    #expect(try await server.send(.post, "/v1/memory", body: body).status == 413)
  }

  /// Whatever names a file names one below the roots.
  @Test(arguments: [
    ("/v1/memory/import", #"{"from":"jsonl","path":["OUT/x.jsonl"]}"#), ("/v1/skills/add", #"{"path":"OUT"}"#),
    ("/v1/skills/sync", #"{"path":["IN/link"]}"#), ("/v1/skills/new", #"{"name":"x","dir":"OUT"}"#),
    ("/v1/commits/index", #"{"path":"OUT"}"#), ("/v1/commits/index", #"{"path":"IN/../.."}"#),
    ("/v1/skills/validate", #"{"path":["IN/link/x"]}"#), ("/v1/skills/new", #"{"name":"x","dir":"IN/dangling/x"}"#),
  ])
  func pathsStayBelowTheRoots(path: String, body: String) async throws {
    let outside = try TemporaryFolder()
    try outside.write("{}", to: "x.jsonl")
    let inside = server.repository.path
    try FileManager.default.createSymbolicLink(atPath: inside + "/link", withDestinationPath: outside.path)
    try FileManager.default.createSymbolicLink(
      atPath: inside + "/dangling", withDestinationPath: outside.path + "/none")
    let words = body.replacing("OUT", with: outside.path).replacing("IN", with: inside)
    let answer = try await server.send(.post, path, body: words)
    #expect(answer.status == 403, "\(answer.json)")
    #expect((answer.json["detail"] as? String)?.contains("outside of the folders") == true, "\(answer.json)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path) == ["x.jsonl"])
  }

  /// Evals run commands, even those of a skill below the roots.
  @Test func noClientRunsEvals() async throws {
    try server.repository.write("---\nname: x\ndescription: a walrus\n---\nDo it.\n", to: "skills/x/SKILL.md")
    let body = #"{"skill":["\#(server.repository.path)/skills/x"]}"#
    let answer = try await server.send(.post, "/v1/skills/eval", body: body)
    #expect(answer.status == 403, "\(answer.json)")
  }

  @Test(arguments: ["/etc/passwd", "../../../../../../etc/passwd:1", "link/x"])
  func whyStaysBelowThemToo(path: String) async throws {
    let outside = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: server.repository.path + "/link", withDestinationPath: outside.path)
    #expect(try await server.send(.get, "/v1/why?path=\(path)").status == 403)
  }

  /// Git runs what is written there.
  @Test(arguments: ["REPO/.git/hooks", "REPO/.GIT/hooks", "REPO/sub/.git", "REPO/bare.git/hooks"])
  func nothingIsWrittenToGitDirectories(folder: String) async throws {
    for name in ["HEAD", "objects/x", "refs/x"] { try server.repository.write("x", to: "bare.git/" + name) }
    let place = folder.replacing("REPO", with: server.repository.path)
    try server.repository.write("---\nname: x\ndescription: a walrus\n---\nDo it.\n", to: "skills/x/SKILL.md")
    let added = try await server.send(.post, "/v1/skills/add", body: #"{"path":"\#(server.repository.path)/skills/x"}"#)
    #expect(added.status == 200, "\(added.json)")
    for (path, body) in [
      ("/v1/skills/new", #"{"name":"x","dir":"\#(place)"}"#), ("/v1/skills/export", #"{"name":"x","dir":"\#(place)"}"#),
    ] {
      let answer = try await server.send(.post, path, body: body)
      #expect(answer.status == 403, "\(answer.json)")
      #expect((answer.json["detail"] as? String)?.contains("belongs to git") == true, "\(answer.json)")
    }
    for name in ["/x", "/SKILL.md"] { #expect(!FileManager.default.fileExists(atPath: place + name)) }
  }

  /// A link in a folder that is imported, and a .git that leads elsewhere.
  @Test func linksInFoldersAreNotFollowedOut() async throws {
    let outside = try TestRepository()
    try outside.commit("secret walrus", files: ["a": "1"], seconds: 60)
    try outside.write(#"{"session_id":"s","messages":[{"role":"user","content":"x"}]}"#, to: "c.jsonl")
    let inside = server.repository.path
    try server.repository.write("gitdir: \(outside.path)/.git\n", to: "linked/.git")
    try FileManager.default.createDirectory(atPath: inside + "/talks", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: inside + "/talks/c.jsonl", withDestinationPath: outside.path + "/c.jsonl")
    let imported = try await server.send(
      .post, "/v1/memory/import", body: #"{"from":"jsonl","path":["\#(inside)/talks"]}"#)
    #expect(imported.json["added"] as? Int == 0 && "\(imported.json)".contains("outside of the folders"))
    let indexed = try await server.send(.post, "/v1/commits/index", body: #"{"path":"\#(inside)/linked"}"#)
    #expect(indexed.status == 403, "\(indexed.json)")
  }

  @Test func aRootThatIsAPartOfARepositoryDoesNotOpenAllOfIt() async throws {
    let whole = try TestRepository()
    try whole.commit("one", files: ["sub/a": "1", "top": "2"], seconds: 60)
    let server = try ServerFixture(roots: [whole.path + "/sub"])
    let answer = try await server.send(.post, "/v1/commits/index", body: #"{"path":"\#(whole.path)/sub"}"#)
    #expect(answer.status == 403 && (answer.json["hint"] as? String)?.contains("--root") == true, "\(answer.json)")
  }

  /// Else a client could have the keys in the environment sent to an address of its own.
  @Test func aClientCannotChooseWhereTextsAreSent() async throws {
    let folder = try TestRepository()
    try folder.commit("one", files: ["a.md": "# A"], seconds: 60)
    let other = try ServerFixture(home: server.home, roots: [folder.path])
    for url in ["https://example.org/v1", "http://127.0.0.1:9/v1"] {
      let body =
        #"{"path":["\#(folder.path)"],"corpus":"docs","embedder":"\#(url)","model":"m","key_env":"PATH"}"#
      let added = try await other.send(.post, "/v1/rag/add", body: body)
      #expect(added.status == 403 && "\(added.json)".contains("on the machine of the server"), "\(added.json)")
    }
    let plain = #"{"path":["\#(folder.path)"],"corpus":"docs","embedder":"none"}"#
    #expect(try await other.send(.post, "/v1/rag/add", body: plain).status == 200)
    let changed = #"{"corpus":"docs","embedder":"https://example.org/v1","model":"m"}"#
    #expect(try await other.send(.post, "/v1/rag/embed", body: changed).status == 403)
    let priced = #"{"corpus":"docs","price":0}"#
    #expect(try await other.send(.post, "/v1/rag/embed", body: priced).status == 400)
  }

  /// What the database holds may be read; a repository that lies outside may not.
  @Test func patchesOfOtherRepositoriesAreNotRead() async throws {
    let outside = try TestRepository()
    let commit = try outside.commit("walrus", files: ["a": "1"], seconds: 60)
    let other = try ServerFixture(home: server.home, roots: [outside.path])
    #expect(try await other.send(.post, "/v1/commits/index", body: #"{"path":"\#(outside.path)"}"#).status == 200)
    #expect(try await server.send(.get, "/v1/commits/\(commit)").status == 200)
    #expect(try await server.send(.get, "/v1/commits/\(commit)?patch=true").status == 403)
  }

  @Test func pathsAndQueriesAreDecoded() async throws {
    for id in ["my session", "größe", "a/b", "a+b", "50%"] {
      let body = try JSONSerialization.data(withJSONObject: ["session_id": id, "text": "text of \(id)"])
      #expect(
        try await server.send(.post, "/v1/memory", body: String(decoding: body, as: UTF8.self)).status == 200)
      let segment = try #require(id.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
      let shown = try await server.send(.get, "/v1/memory/\(segment)")
      #expect(shown.json["session_id"] as? String == id, "\(id): \(shown.json)")
    }
    let found = try await server.send(.get, "/v1/memory/search?query=text+of&max_results=100")
    #expect((found.json["results"] as? [Any])?.count == 5)
    #expect(try await server.send(.get, "/v1/memory/search?query=%ff").status == 400)
    #expect(try await server.send(.get, "/v1/memory/%ff").status == 400)
  }

  @Test func theDescriptionIsServed() async throws {
    let answer = try await server.send(.get, "/openapi.json")
    #expect(answer.status == 200 && answer.json["openapi"] as? String == "3.1.1")
    #expect((answer.json["paths"] as? [String: Any])?["/v1/memory"] != nil)
  }

  /// What would be written to a file that nobody can reach any more would be lost.
  @Test func aDatabaseThatIsGoneIsNotWrittenTo() async throws {
    #expect(try await server.send(.post, "/v1/memory", body: #"{"text":"one"}"#).status == 200)
    try FileManager.default.removeItem(atPath: server.services.databasePath)
    let answer = try await server.send(.post, "/v1/memory", body: #"{"text":"two"}"#)
    #expect(answer.status == 503 && "\(answer.json)".contains("removed or replaced"), "\(answer.json)")
    #expect(try await server.send(.get, "/ready", key: nil).status == 503)
    let health = try await server.send(.get, "/health", key: nil)
    #expect((health.json["databases"] as? [String: String])?["memory"] == "unavailable")
  }

  @Test func filesBelowTheRootsCanBeNamed() async throws {
    try FileManager.default.createDirectory(
      atPath: server.repository.path + "/skills", withIntermediateDirectories: true)
    let body = #"{"name":"a-skill","dir":"\#(server.repository.path)/skills"}"#
    let answer = try await server.send(.post, "/v1/skills/new", body: body)
    #expect(answer.status == 200, "\(answer.json)")
    #expect(FileManager.default.fileExists(atPath: server.repository.path + "/skills/a-skill/SKILL.md"))
  }

  /// No error shows a key, in whatever place it was sent.
  @Test func aKeyIsNotRepeated() async throws {
    let secret = "ipai_0123456789abcdef_" + String(repeating: "7", count: 64)
    for answer in [
      try await server.send(.get, "/v1/models", key: secret),
      try await server.send(.get, "/v1/models", key: nil, headers: ["Authorization": "Basic \(secret)"]),
    ] {
      #expect(answer.status == 401 && !String(decoding: answer.body, as: UTF8.self).contains("7777"))
      #expect(!"\(answer.headers)".contains("7777"))
    }
  }
}
