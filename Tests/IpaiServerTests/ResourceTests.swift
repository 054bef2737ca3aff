import Foundation
import HTTPTypes
import IpaiCore
import Logging
import MCP
import ServiceLifecycle
import TestSupport
import Testing

@testable import IpaiServer

/// What can be read over MCP, and skills as resources, prompts and an extension.
@Suite struct ResourceTests {
  private let server: ServerFixture

  init() throws { server = try ServerFixture() }

  /// Stores the skill `deploy-check` with a file of its own in the folder `references`.
  private func addSkill(status: String = "approved", text: String = "Check the logs.") async throws {
    try server.repository.write(
      """
      ---
      name: deploy-check
      description: Check a deployment.
      metadata:
        version: "1.0.0"
        status: \(status)
        team: web
      ---
      \(text)
      """, to: "skills/deploy-check/SKILL.md")
    try server.repository.write("a b\n", to: "skills/deploy-check/references/a b.md")
    let body = #"{"path": ["\#(server.repository.path)/skills"]}"#
    let answer = try await server.send(.post, "/v1/skills/sync", body: body)
    #expect(answer.status == 200, "\(answer.json)")
  }

  private func text(_ uri: String) async throws -> String? {
    try await server.ask("resources/read", ["uri": .string(uri)])["result"]?["contents"]?.array?.first?["text"]?.string
  }

  @Test func aCommitIsRead() async throws {
    let id = try server.repository.commit("net: retry", files: ["a.c": "1"], seconds: 60)
    _ = try await server.send(.post, "/v1/commits/index", body: "{}")
    let text = try #require(try await text("ipai://commit/\(id)"))
    #expect(text.contains("net: retry") && text.contains("is data from ipai"))
    let answer = try await server.ask(
      "resources/read", ["uri": "ipai://commit/0000000000000000000000000000000000000000"])
    #expect(answer["error"]?["code"] == -32602, "\(answer)")
    let completion = try await server.ask(
      "completion/complete",
      [
        "ref": ["type": "ref/resource", "uri": "ipai://commit/{id}"],
        "argument": ["name": "id", "value": .string(String(id.prefix(6)))],
      ])
    #expect(completion["result"]?["completion"]?["values"] == [.string(id)], "\(completion)")
  }

  @Test func aConversationIsRead() async throws {
    let body = #"{"conversations":[{"session_id":"team/2026 é","messages":[{"role":"user","content":"a walrus"}]}]}"#
    #expect(try await server.send(.post, "/v1/memory", body: body).status == 200)
    #expect(try await text("ipai://memory/team/2026%20%C3%A9")?.contains("a walrus") == true)
    #expect(try await text("ipai://memory/none") == nil)
  }

  @Test func filesOfSkillsAreReadAsTheyAre() async throws {
    try await addSkill()
    #expect(try await text("skill://deploy-check/references/a%20b.md") == "a b\n")
    #expect(try await text("skill://deploy-check/SKILL.md")?.hasSuffix("Check the logs.") == true)
    for path in ["../SKILL.md", "references/..%2F..%2Fa", "none", "references", "%2Fetc%2Fpasswd"] {
      #expect(try await text("skill://deploy-check/\(path)") == nil, "\(path)")
    }
  }

  /// As the Skills Extension has it: each file with its digest.
  @Test func skillsAreListedWithTheirDigests() async throws {
    try await addSkill()
    let capabilities = try await server.ask("server/discover")["result"]?["capabilities"]
    #expect(capabilities?["extensions"]?["io.modelcontextprotocol/skills"] == [:], "\(capabilities ?? .null)")
    let skills = try await server.ask("skills/list")["result"]?["skills"]?.array
    let skill = try #require(skills?.first)
    #expect(skill["uri"] == "skill://deploy-check/SKILL.md" && skill["frontmatter"]?["name"] == "deploy-check")
    #expect(skill["frontmatter"]?["metadata"]?["team"] == "web")
    for file in try #require(skill["resources"]?.array) {
      let content = Data(try #require(try await text(file["uri"]?.string ?? "")).utf8)
      #expect(file["size"]?.integer == content.count)
      #expect(file["digest"]?.string == "sha256:" + SkillDigestCheck.sha256(content))
    }
    #expect(try await server.ask("skills/get", ["uri": "skill://deploy-check/SKILL.md"])["result"]?["skill"] == skill)
    #expect(try await server.ask("skills/get", ["uri": "skill://none/SKILL.md"])["error"]?["code"] == -32602)
    #expect(try await server.ask("skills/list", ["cursor": "none"])["error"]?["code"] == -32602)
  }

  /// Another process changes the store; those who are connected see it without asking anew for a session.
  @Test func whatOthersChangeIsOffered() async throws {
    let refresh = CatalogRefresh(server.servers, server.services, logger: Logger(label: "test"))
    let running = Task { try await refresh.run() }
    defer { running.cancel() }
    #expect(try await server.ask("prompts/list")["result"]?["prompts"] == [])
    try await addSkill(status: "dev")
    try await eventually { try await server.ask("resources/list")["result"]?["resources"]?.array?.count == 1 }
    #expect(try await server.ask("prompts/list")["result"]?["prompts"] == [])
    for status in ["testing", "approved"] {
      let body = #"{"name": "deploy-check", "status": "\#(status)", "reason": "read"}"#
      #expect(try await server.send(.post, "/v1/skills/status", body: body).status == 200)
    }
    try await eventually { try await server.ask("prompts/list")["result"]?["prompts"]?.array?.count == 1 }
    let prompt = try await server.ask("prompts/get", ["name": "deploy-check", "arguments": ["task": "Look at web-1."]])
    let message = prompt["result"]?["messages"]?.array?.first?["content"]?["text"]?.string
    #expect(message?.contains("Check the logs.") == true && message?.hasSuffix("The task: Look at web-1.") == true)
  }

  private func eventually(_ work: () async throws -> Bool) async throws {
    for _ in 0..<200 {
      if try await work() { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("it did not happen within 20 seconds")
  }
}
