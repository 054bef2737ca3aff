import Foundation
import HTTPTypes
import IpaiActions
import IpaiCore
import TestSupport
import Testing

@testable import IpaiServer

/// The calls that scripts of the earlier service make.
@Suite struct CompatibleRouteTests {
  private let server: ServerFixture

  init() throws { server = try ServerFixture() }

  private func array(_ uri: String) async throws -> [[String: Any]] {
    let answer = try await server.send(.get, uri)
    #expect(answer.status == 200, "\(answer.json)")
    return try #require(JSONSerialization.jsonObject(with: answer.body) as? [[String: Any]], "\(uri)")
  }

  @Test func statusCounts() async throws {
    let empty = try await server.send(.get, "/status").json
    #expect(empty["status"] as? String == "ok")
    #expect((empty["stats"] as? [String: Int]) == ["skills": 0, "active_conversations": 0, "indexed_commits": 0])
    try server.repository.commit("one", files: ["a": "1"], seconds: 60)
    _ = try await server.send(.post, "/v1/commits/index", body: "{}")
    _ = try await server.send(.post, "/v1/memory", body: #"{"text":"a walrus"}"#)
    let full = try await server.send(.get, "/status").json
    #expect((full["stats"] as? [String: Int]) == ["skills": 0, "active_conversations": 1, "indexed_commits": 1])
    #expect((full["config"] as? [String: String])?["repo_path"] == server.repository.path)
  }

  /// The call of the earlier service's manual, as it is written there.
  @Test func aSkillNeedsNoMoreThanAName() async throws {
    let body = #"{"name": "odoo-developer", "status": "dev", "metadata": {}}"#
    let added = try await server.send(.post, "/skills", body: body)
    #expect(added.status == 200 && added.json["id"] as? String == "odoo-developer", "\(added.json)")
    let again = try await server.send(.post, "/skills", body: body)
    #expect(again.status == 200)
    let skills = try await array("/skills?status=dev")
    #expect(skills.count == 1)
    let skill = try #require(skills.first)
    #expect(Set(skill.keys) == ["id", "name", "version", "status", "metadata", "file_path"])
    #expect(skill["name"] as? String == "odoo-developer" && skill["status"] as? String == "dev")
    #expect(try await array("/skills?status=approved").isEmpty)
    let shown = try await server.send(.get, "/skills/odoo-developer")
    #expect(shown.json["id"] as? String == "odoo-developer" && shown.json["body"] != nil, "\(shown.json)")
  }

  @Test func whatASkillSaysIsKept() async throws {
    let body = """
      {"id": "7", "name": "superset_mcp", "version": "1.2.0", "status": "approved", "file_path": "/data/x.skill.json",
       "metadata": {"team": "data", "tools": ["a", "b"]}, "mcpServer": "superset"}
      """
    let added = try await server.send(.post, "/skills", body: body)
    #expect(added.status == 200, "\(added.json)")
    let skill = try #require(try await array("/skills").first)
    #expect(skill["id"] as? String == "7" && skill["file_path"] as? String == "/data/x.skill.json")
    let metadata = try #require(skill["metadata"] as? [String: Any])
    #expect(metadata["team"] as? String == "data" && metadata["tools"] as? [String] == ["a", "b"])
    let other = body.replacing("\"data\"", with: "\"other\"")
    let refused = try await server.send(.post, "/skills", body: other)
    #expect(refused.status == 409 && (refused.json["hint"] as? String)?.contains("new version") == true)
  }

  @Test(arguments: [#"{"name": 7}"#, #"{"name": " 7\n"}"#])
  func aNameIsText(body: String) async throws {
    let answer = try await server.send(.post, "/skills", body: body)
    #expect(answer.status == 200 && answer.json["name"] as? String == "7", "\(answer.json)")
  }

  @Test(arguments: [
    "{}", #"{"name": ""}"#, #"{"name": "A B"}"#, #"{"name": "x", "status": "great"}"#,
    #"{"name": "x", "metadata": []}"#, "[]", #"{"name": "x", "version": "one"}"#,
    #"{"name": "x", "id": {}}"#, #"{"name": "x", "file_path": []}"#, #"{"name": ["x"]}"#,
  ])
  func aWrongSkillIsExplained(body: String) async throws {
    let answer = try await server.send(.post, "/skills", body: body)
    #expect(answer.status == 400 && answer.json["detail"] != nil, "\(answer.json)")
    #expect(try await array("/skills").isEmpty)
  }

  @Test func conversationsAreABareArray() async throws {
    #expect(try await array("/conversations").isEmpty)
    let body = """
      {"session_id": "s", "user_id": "ann", "messages": [{"role": "user", "content": "a walrus"}],
       "context": {"branch": "main", "files": ["a", "b"]}, "summary": null}
      """
    let added = try await server.send(.post, "/conversations", body: body)
    #expect(added.status == 200 && added.json["id"] as? String == "s", "\(added.json)")
    let found = try #require(try await array("/conversations?session_id=s&limit=50").first)
    #expect(found["id"] as? String == "s" && found["user_id"] as? String == "ann")
    #expect((found["messages"] as? [[String: Any]])?.first?["content"] as? String == "a walrus")
    #expect((found["context"] as? [String: String]) == ["branch": "main", "files": #"["a","b"]"#])
    #expect(try await array("/conversations?session_id=other").isEmpty)
    let shown = try await server.send(.get, "/conversations/s")
    #expect(shown.json["session_id"] as? String == "s" && (shown.json["messages"] as? [Any])?.count == 1)
  }

  @Test func aConversationGetsAnID() async throws {
    let body = #"{"id": null, "messages": [{"role": "user", "content": "x"}]}"#
    let first = try await server.send(.post, "/conversations", body: body).json["id"] as? String
    let second = try await server.send(.post, "/conversations", body: body).json["id"] as? String
    #expect(first != nil && second != nil && first != second)
    let named = try await server.send(.post, "/conversations", body: #"{"id": "c1", "messages": []}"#)
    #expect(named.json["session_id"] as? String == "c1")
    let number = #"{"id": 5.0, "session_id": "c2", "messages": []}"#
    #expect(try await server.send(.post, "/conversations", body: number).status == 400)
  }

  /// The next page is where the Link field says (RFC 8288), however often it is followed.
  @Test func pagesAreLinked() async throws {
    for number in 0..<5 {
      let body = #"{"id": "c \#(number)+", "messages": [{"role": "user", "content": "text \#(number)"}]}"#
      #expect(try await server.send(.post, "/conversations", body: body).status == 200)
    }
    var ids: [String] = []
    var next: String? = "/conversations?limit=2"
    while let uri = next {
      let answer = try await server.send(.get, uri)
      let page = try #require(JSONSerialization.jsonObject(with: answer.body) as? [[String: Any]], "\(answer.json)")
      ids += page.compactMap { $0["id"] as? String }
      let link = try #require(HTTPField.Name("Link"))
      next = answer.headers[link].flatMap { $0.firstMatch(of: /^<([^>]*)>; rel="next"$/).map { String($0.1) } }
    }
    #expect(ids.sorted() == (0..<5).map { "c \($0)+" })
  }

  @Test func commitsHaveTheirOldKeys() async throws {
    try server.repository.commit("net: retry", files: ["lib/net.c": "1"], seconds: 60)
    _ = try await server.send(.post, "/v1/commits/index", body: "{}")
    let commit = try #require(try await array("/commits?limit=5").first)
    #expect(Set(commit.keys) == ["id", "commit_hash", "author", "commit_message", "files_changed", "commit_date"])
    #expect(
      commit["commit_message"] as? String == "net: retry" && commit["files_changed"] as? [String] == ["lib/net.c"])
    #expect(try await array("/commits?author=nobody").isEmpty)
    let found = try await server.send(.get, "/rag/search?q=retry")
    #expect((found.json["results"] as? [[String: Any]])?.first?["subject"] as? String == "net: retry")
    let posted = try await server.send(.post, "/rag/search", body: #"{"q": "retry", "limit": 1}"#)
    #expect((posted.json["results"] as? [Any])?.count == 1)
  }

  @Test func whatIsRecalledIsFenced() async throws {
    _ = try await server.send(.post, "/v1/memory", body: #"{"text":"the walrus is slow"}"#)
    let answer = try await server.send(.post, "/memory/recall", body: #"{"query":"slow walrus"}"#)
    #expect((answer.json["text"] as? String)?.contains("| the walrus is slow") == true)
  }

  @Test func odooIsNotThereYet() async throws {
    let answer = try await server.send(.get, "/odoo/models")
    #expect(answer.status == 501 && answer.json["detail"] != nil)
  }

  @Test(arguments: ["limit=0", "limit=x", "limit=1&limit=2", "nonsense=1", "cursor=x", "limit=99999999999999999999"])
  func wrongQueriesAreExplained(query: String) async throws {
    let answer = try await server.send(.get, "/conversations?" + query)
    #expect(answer.status == 400 && answer.json["detail"] != nil, "\(answer.json)")
  }
}
