import Foundation
import GRDB
import HTTPTypes
import IpaiAccess
import IpaiActions
import IpaiCore
import IpaiDatabase
import Testing

@testable import IpaiServer

/// Requests that are sent again, and reads of what has not changed.
@Suite struct RepeatTests {
  private let server: ServerFixture

  init() throws { server = try ServerFixture() }

  private func note(_ text: String, key: String, status: Int = 200) async throws -> [String: Any] {
    let answer = try await server.send(
      .post, "/v1/memory", headers: ["Idempotency-Key": key], body: #"{"text":"\#(text)"}"#)
    #expect(answer.status == status, "\(answer.json)")
    return answer.json
  }

  private func count() async throws -> Int {
    let stats = try await server.send(.get, "/status").json["stats"] as? [String: Int]
    return stats?["active_conversations"] ?? -1
  }

  @Test func aRequestIsCarriedOutOnce() async throws {
    let first = try await note("a walrus", key: "k1")
    let second = try await note("a walrus", key: "k1")
    #expect(first as NSDictionary == second as NSDictionary)
    #expect(try await count() == 1)
    // With quotes it is a string in the syntax of structured fields.
    _ = try await note("a walrus", key: "\"k1\"")
    #expect(try await count() == 1)
    _ = try await note("another walrus", key: "k2")
    #expect(try await count() == 2)
  }

  @Test func aKeyIsForOneRequest() async throws {
    _ = try await note("a walrus", key: "k1")
    let refused = try await note("another", key: "k1", status: 400)
    #expect((refused["detail"] as? String)?.contains("another request") == true)
    #expect(try await count() == 1)
  }

  /// What is forgotten is not kept in an answer, and neither is the text of a key.
  @Test func noAnswerKeepsWhatMustGo() async throws {
    let body = #"{"session_id": "s", "messages": [{"role": "user", "content": "a walrus"}]}"#
    let headers = ["Idempotency-Key": "k1"]
    #expect(try await server.send(.post, "/conversations", headers: headers, body: body).status == 200)
    let query = #"{"query": "walrus"}"#
    let found = try await server.send(.post, "/memory/recall", headers: ["Idempotency-Key": "k2"], body: query)
    #expect((found.json["text"] as? String)?.contains("a walrus") == true)
    #expect(try kept().contains { $0.contains("walrus") })
    let forgotten = try await server.send(.post, "/v1/memory/forget", body: #"{"session_id": "s"}"#)
    #expect(forgotten.status == 200, "\(forgotten.json)")
    #expect(try !kept().contains { $0.contains("walrus") })
    let admin = try ServerFixture(given: [GivenKey(Secret("a key of an administrator"), name: "a", scope: .admin)])
    let made = try await admin.send(
      .post, "/v1/keys", key: "a key of an administrator", headers: headers, body: #"{"name": "laptop"}"#)
    #expect(made.status == 200 && made.json["secret"] != nil, "\(made.json)")
    #expect(try admin.services.databaseForReading()?.read(Self.answers).isEmpty == true)
  }

  private static func answers(_ db: Database) throws -> [String] {
    try Data.fetchAll(db, sql: "SELECT answer FROM answered_request WHERE answer IS NOT NULL").map { data in
      let answer = try JSONDecoder().decode(RESTAnswer.self, from: data)
      return String(decoding: answer.json, as: UTF8.self)
    }
  }

  private func kept() throws -> [String] { try server.services.databaseForReading()?.read(Self.answers) ?? [] }

  @Test func aKeyIsThatOfItsCaller() async throws {
    let given = ["a", "b"].map { GivenKey(Secret("a key of the caller \($0)"), name: $0, scope: .write) }
    let server = try ServerFixture(given: given)
    for name in ["a", "b"] {
      let answer = try await server.send(
        .post, "/v1/memory", key: "a key of the caller \(name)", headers: ["Idempotency-Key": "same"],
        body: #"{"text":"a walrus of \#(name)"}"#)
      #expect(answer.status == 200)
    }
    let status = try await server.send(.get, "/status", key: "a key of the caller a").json["stats"] as? [String: Int]
    #expect(status?["active_conversations"] == 2)
  }

  @Test func whatFailedMayBeTriedAgain() async throws {
    _ = try await note("", key: "k1", status: 400)
    _ = try await note("", key: "k1", status: 400)
    let answer = try await server.send(
      .post, "/v1/memory", headers: ["Idempotency-Key": "k1"], body: #"{"text":"now right"}"#)
    #expect(answer.status == 200)
  }

  @Test func twiceAtOnceIsOnce() async throws {
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await server.send(
            .post, "/v1/memory", headers: ["Idempotency-Key": "k1"], body: #"{"text":"a walrus"}"#
          ).status
        }
      }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(Set(statuses).isSubset(of: [200, 409]) && statuses.contains(200), "\(statuses)")
    #expect(try await count() == 1)
  }

  @Test(arguments: ["", "two words", "é", String(repeating: "k", count: 256)])
  func otherKeysAreExplained(key: String) async throws {
    let answer = try await server.send(
      .post, "/v1/memory", headers: ["Idempotency-Key": key], body: #"{"text":"a walrus"}"#)
    #expect(answer.status == 400 && (answer.json["hint"] as? String)?.contains("UUID") == true, "\(answer.json)")
  }

  @Test func whatHasNotChangedIsNotSentAgain() async throws {
    let first = try await server.send(.get, "/v1/memory")
    let tag = try #require(first.headers[.eTag])
    for given in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
      let again = try await server.send(.get, "/v1/memory", headers: ["If-None-Match": given])
      #expect(again.status == 304 && again.body.isEmpty && again.headers[.eTag] == tag, "\(given)")
    }
    #expect(try await server.send(.get, "/v1/memory", headers: ["If-None-Match": "\"x\""]).status == 200)
    _ = try await server.send(.post, "/v1/memory", body: #"{"text":"a walrus"}"#)
    let changed = try await server.send(.get, "/v1/memory", headers: ["If-None-Match": tag])
    #expect(changed.status == 200 && changed.headers[.eTag] != tag)
  }

  @Test func listsOfActionsSayWhereTheyGoOn() async throws {
    for number in 0..<3 { _ = try await note("text \(number)", key: "k\(number)") }
    let link = try #require(HTTPField.Name("Link"))
    let first = try await server.send(.get, "/v1/memory?max_results=2")
    let uri = try #require(first.headers[link]?.firstMatch(of: /^<([^>]*)>; rel="next"$/)).1
    let second = try await server.send(.get, String(uri))
    #expect((second.json["conversations"] as? [Any])?.count == 1 && second.headers[link] == nil, "\(uri)")
  }
}
