import Crypto
import Foundation
import IpaiCore
import IpaiDatabase
import IpaiHTTP
import IpaiPromotion
import Synchronization
import TestSupport
import Testing

/// Messages to real receivers, with what those do wrong.
@Suite struct OutboxDeliveryTests {
  private struct Seen: Decodable {
    let path: String
    let key: String?
    let signature: String?
    let body: String
  }

  private let shop: Workshop
  private let registry: any PromotionRegistry
  private let server: ScriptServer

  init() async throws {
    shop = try Workshop()
    registry = SQLitePromotionRegistry(try DatabaseFile.inMemory())
    server = try ScriptServer.webhooks()
    try shop.commit("one")
  }

  private func environment(n8n: String, mattermost: String = "good") -> [String: String] {
    [
      "IPAI_N8N_URL": "\(server.address)/\(n8n)/n8n", "IPAI_N8N_SECRET": "s3cret",
      "IPAI_MATTERMOST_URL": "\(server.address)/\(mattermost)/mattermost",
    ]
  }

  private func deliver(
    _ environment: [String: String], at date: Timestamp = noon, all: Bool = false
  ) async throws -> OutboxDelivery.Result {
    let now = Date(timeIntervalSince1970: TimeInterval(date.seconds))
    return try await OutboxDelivery(registry, environment: environment, http: HTTPClient(), now: { now }).run(
      all: all, isCancelled: { false })
  }

  private func seen() throws -> [Seen] {
    try server.text("/log").split(separator: "\n").map { try JSONDecoder().decode(Seen.self, from: Data($0.utf8)) }
  }

  @Test func bothAreToldWhatHappened() async throws {
    let statement = try #require(try await shop.promote(registry, receivers: [.n8n, .mattermost]))
    let result = try await deliver(environment(n8n: "good"))
    #expect(result.delivered == 2 && result.waiting.isEmpty)
    let seen = try seen()
    let n8n = try #require(seen.first { $0.path == "/good/n8n" })
    let code = HMAC<SHA256>.authenticationCode(
      for: Data(n8n.body.utf8), using: SymmetricKey(data: Data("s3cret".utf8)))
    #expect(n8n.signature == "sha256=" + Array(code).hexadecimal)
    let body = try #require(try JSONSerialization.jsonObject(with: Data(n8n.body.utf8)) as? [String: Any])
    #expect(body["idempotency_key"] as? String == n8n.key)
    let digest = PromotionStatement.digest(of: try statement.text())
    #expect((body["promotion"] as? [String: Any])?["digest"] as? String == digest)
    #expect((body["skills"] as? [[String: Any]])?.map { $0["name"] as? String } == ["one"])
    let mattermost = try #require(seen.first { $0.path == "/good/mattermost" })
    #expect(mattermost.signature == nil && mattermost.key != n8n.key && mattermost.body.contains("`1.0.0`"))
    // A second time there is nothing to send.
    #expect(try await deliver(environment(n8n: "good")).delivered == 0)
    #expect(try self.seen().count == 2)
  }

  @Test(arguments: [
    ("broken", "status 500"), ("gone", "status 404"), ("elsewhere", "redirect"), ("busy", "status 429"),
  ]) func whatIsNotTakenIsSentAgainWithTheSameKey(behaviour: String, reason: String) async throws {
    try await shop.promote(registry, receivers: [.n8n])
    let result = try await deliver(environment(n8n: behaviour))
    #expect(result.delivered == 0 && result.waiting.count == 1)
    #expect(result.waiting.first?.problem?.contains(reason) == true, "\(result)")
    // Not at once, and then again.
    #expect(try await deliver(environment(n8n: behaviour)) == OutboxDelivery.Result())
    let due = try #require(try await registry.messages(undelivered: true, most: 1).first?.due)
    #expect(behaviour == "busy" ? due.seconds == noon.seconds + 120 : due.seconds >= noon.seconds + 20)
    #expect(try await deliver(environment(n8n: "good"), at: due).delivered == 1)
    let keys = try seen().compactMap(\.key)
    #expect(keys.count == 2 && Set(keys).count == 1)
    // No redirect was followed.
    #expect(try seen().map(\.path) == ["/\(behaviour)/n8n", "/good/n8n"])
  }

  /// A promotion stands, whatever becomes of its message; and an answer of any length is not read.
  @Test func anAnswerThatNeverEndsIsAnAnswer() async throws {
    try await shop.promote(registry, receivers: [.n8n])
    #expect(try await deliver(environment(n8n: "endless")).delivered == 1)
  }

  @Test func oneThatIsDeadKeepsNothingFromTheOther() async throws {
    try await shop.promote(registry, receivers: [.n8n, .mattermost])
    var environment = environment(n8n: "good")
    environment["IPAI_N8N_URL"] = "http://127.0.0.1:1/x/secret-in-the-path"
    let result = try await deliver(environment)
    #expect(result.delivered == 1 && result.waiting.map(\.receiver) == ["n8n"])
    #expect(result.waiting.first?.problem?.contains("secret-in-the-path") == false)
    environment["IPAI_N8N_URL"] = nil
    #expect(try await deliver(environment, all: true).waiting.first?.problem == "IPAI_N8N_URL is not set")
    environment["IPAI_N8N_URL"] = "http://example.org/x"
    let plain = try await deliver(environment, all: true).waiting.first?.problem
    #expect(plain?.contains("https://") == true && plain?.contains("example.org") == false)
  }

  /// Words of a skill neither mention anybody nor become links.
  @Test func wordsStayWords() async throws {
    var shop = shop
    shop.by = "@channel <!here> [x](https://evil.example) `code` | cell\n# head"
    try await shop.promote(registry, receivers: [.mattermost])
    _ = try await deliver(environment(n8n: "good"))
    let body = try #require(try seen().first?.body)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: String])
    let line = try #require(object["text"]?.split(separator: "\n").first)
    #expect(line.hasSuffix("by `@channel <!here> [x](https://evil.example) 'code'   cell # head`"))
  }

  @Test func aReceiverOfOnesOwnGetsWhatItsTemplateSays() async throws {
    let file = """
      receivers:
        - name: chat
          url_env: CHAT_URL
          secret_env: CHAT_SECRET
          body: '{"msg": {{ text }}, "n": {{number}}, "why": {{reason}}, "names": {{skills}}}'
      """
    let receivers = try RolloutFile.receivers(Array(file.utf8), path: "rollout.yaml")
    var shop = shop
    shop.by = "eve\", \"admin\": \"{{digest}}"
    try await shop.promote(registry, receivers: receivers)
    let environment = ["CHAT_URL": server.address + "/good/chat", "CHAT_SECRET": "x"]
    let result = try await OutboxDelivery(
      registry, receivers: receivers, environment: environment, http: HTTPClient(), now: { Date() }
    ).run(all: true, isCancelled: { false })
    #expect(result.delivered == 1, "\(result)")
    let seen = try #require(try seen().first)
    #expect(seen.signature?.hasPrefix("sha256=") == true)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(seen.body.utf8)) as? [String: Any])
    #expect(Set(object.keys) == ["msg", "n", "why", "names"] && object["why"] is NSNull)
    #expect((object["msg"] as? String)?.hasPrefix(shop.by + " promoted to") == true)
    // One that is no longer in the file keeps its message.
    try shop.commit("one", "1.1.0")
    try await shop.promote(registry, receivers: receivers)
    let unknown = try await deliver(environment, all: true)
    #expect(unknown.waiting.first?.problem?.contains("IPAI_ROLLOUT") == true)
  }

  @Test(arguments: [
    ("receivers: 1", "has to be a mapping with the list"), ("x: 1\nreceivers: []", "and nothing else"),
    ("receivers:\n  - name: a", "needs 'name', 'url_env' and 'body'"),
    ("receivers:\n  - {name: n8n, url_env: A, body: b}", "is taken"),
    ("receivers:\n  - {name: A B, url_env: A, body: b}", "small letters"),
    ("receivers:\n  - {name: a, url_env: A, body: '{{secret}}'}", "stands for nothing"),
    ("receivers:\n  - {name: a, url_env: A, body: b, url: x}", "has no 'url'"), ("receivers: [", "rollout.yaml"),
  ]) func aFileThatIsWrongIsRefusedWithItsLine(text: String, problem: String) {
    let error = #expect(throws: IpaiError.self) {
      _ = try RolloutFile.receivers(Array(text.utf8), path: "rollout.yaml")
    }
    #expect(error?.code == .configuration && error?.message.contains(problem) == true, "\(String(describing: error))")
    #expect(error?.message.hasPrefix("rollout.yaml") == true)
  }

  @Test func twoWhoDeliverSendEachMessageOnce() async throws {
    try await shop.promote(registry, receivers: [.n8n, .mattermost])
    let environment = environment(n8n: "good")
    let delivered = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 1...4 { group.addTask { try await deliver(environment).delivered } }
      return try await group.reduce(0, +)
    }
    #expect(delivered == 2)
    #expect(try seen().count == 2)
  }
}
