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

  @Test(arguments: ["/etc/passwd", "../../../../../../etc/passwd:1", "link/x"])
  func whyStaysBelowThemToo(path: String) async throws {
    let outside = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: server.repository.path + "/link", withDestinationPath: outside.path)
    #expect(try await server.send(.get, "/v1/why?path=\(path)").status == 403)
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
