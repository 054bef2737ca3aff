import HTTPTypes
import IpaiCore
import Testing

@testable import IpaiServer

/// What a server notes of the requests that it answers.
@Suite struct ObservedTests {
  private static func fields(_ pairs: [(String, String)]) -> HTTPFields {
    var fields = HTTPFields()
    for (name, value) in pairs {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    return fields
  }

  private static let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

  @Test(arguments: [
    ([("X-Request-ID", "a-1_b.c:d/e+f=")], "a-1_b.c:d/e+f="),
    ([("traceparent", trace)], "4bf92f3577b34da6a3ce929d0e0e4736"),
    ([("X-Request-ID", "one"), ("traceparent", trace)], "one"),
    ([("X-Request-ID", "a b"), ("traceparent", trace)], "4bf92f3577b34da6a3ce929d0e0e4736"),
  ])
  func aClientMayNameItsRequest(pairs: [(String, String)], id: String) {
    #expect(RequestID.of(Self.fields(pairs)) == id)
  }

  @Test(arguments: [
    [("X-Request-ID", "")], [("X-Request-ID", "a"), ("X-Request-ID", "b")],
    [("X-Request-ID", String(repeating: "a", count: 129))], [("X-Request-ID", "a\tb")], [("X-Request-ID", "<script>")],
    [("traceparent", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")],
    [("traceparent", "00-00000000000000000000000000000000-00f067aa0ba902b7-01")],
    [("traceparent", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01")], [("traceparent", "00-4bf9-00f0-01")],
    [],
  ])
  func otherwiseItGetsANewName(pairs: [(String, String)]) {
    let ids = [RequestID.of(Self.fields(pairs)), RequestID.of(Self.fields(pairs))]
    #expect(ids[0] != ids[1] && ids.allSatisfy { (18...33).contains($0.count) })
  }

  @Test func theAnswerNamesTheRequest() async throws {
    let server = try ServerFixture()
    let header = try #require(RequestID.header)
    let answer = try await server.send(.get, "/status", headers: ["X-Request-ID": "mine"])
    #expect(answer.headers[header] == "mine")
    #expect(server.log.text.contains("info GET /status 200") && server.log.text.contains("mine"), "\(server.log.text)")
    #expect(try await server.send(.get, "/nowhere", key: nil).headers[header]?.isEmpty == false)
  }

  /// Neither keys nor what people write may be found in a log that others read.
  @Test func theLogHoldsNoSecretAndNoText() async throws {
    let server = try ServerFixture()
    _ = try await server.send(.post, "/v1/memory", body: #"{"text":"the walrus is secret"}"#)
    _ = try await server.send(.get, "/rag/search?q=walrus&api_key=abc123")
    _ = try await server.send(.get, "/status", key: "ipai_0123456789abcdef_wrong")
    _ = try await server.send(.get, "/v1/conversations/none", headers: ["Cookie": "walrus"])
    let log = server.log.text
    #expect(log.contains("POST /v1/memory 200") && log.contains("GET /status 401"), "\(log)")
    for secret in ["walrus", "abc123", "0123456789abcdef", "dev-only-insecure-key"] {
      #expect(!log.contains(secret), "\(secret) in \(log)")
    }
  }

  @Test func probesAreNotWorthALine() async throws {
    let server = try ServerFixture()
    _ = try await server.send(.get, "/health", key: nil)
    #expect(server.log.text.contains("debug GET /health 200") && !server.log.text.contains("info"))
  }

  @Test func metricsCountWhatWasAnswered() async throws {
    let server = try ServerFixture()
    _ = try await server.send(.get, "/v1/skills/one")
    _ = try await server.send(.get, "/v1/skills/two")
    _ = try await server.send(.get, "/secret-name")
    let answer = try await server.send(.get, "/metrics")
    let text = String(decoding: answer.body, as: UTF8.self)
    #expect(answer.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
    #expect(
      text.contains(#"ipai_http_requests_total{method="GET",route="/v1/skills/{name}",status="404"} 2"#), "\(text)")
    #expect(text.contains("ipai_http_requests_in_flight 1") && text.contains("process_resident_memory_bytes"))
    #expect(!text.contains("secret-name"))
    #expect(try await server.send(.get, "/metrics", key: nil).status == 401)
  }
}
