import Foundation
import Testing

@testable import MCP

/// The parts of HTTP that are the same for all revisions.
@Suite(.timeLimit(.minutes(3))) struct TransportTests {
  @Test(
    arguments: [
      (["Host": "localhost"], 200), (["Host": "127.0.0.1:99"], 200), (["Host": "[::1]:99"], 200),
      (["Host": "LOCALHOST:1"], 200), (["Host": "evil.example.com"], 403), (["Host": "localhost.evil.com"], 403),
      (["Host": "127.0.0.1.evil.com"], 403), (["Host": "localhost:99999"], 403), (["Host": "localhost:"], 403),
      (["Host": nil], 403), (["Host": "localhost@evil.com"], 403),
      (["Origin": "http://localhost:3000"], 200), (["Origin": "https://127.0.0.1"], 200),
      (["Origin": "http://evil.example.com"], 403), (["Origin": "null"], 403), (["Origin": "file://"], 403),
      (["Origin": "http://localhost.evil.com"], 403), (["Origin": "http://localhost:80/path"], 403),
    ] as [([String: String?], Int)])
  func onlyThisMachineMaySpeakToALocalServer(headers: [String: String?], status: Int) async throws {
    #expect(try await Endpoint().call("tools/list", headers: headers).status == status)
  }

  @Test(arguments: ["POST", "GET", "DELETE", "PUT"])
  func aForeignOriginIsRefusedForEveryMethod(method: String) async throws {
    #expect(try await Endpoint().send(method, ["Origin": "https://evil.example.com"]).status == 403)
  }

  @Test func hostsAndOriginsCanBeNamed() async throws {
    var options = StreamableHTTP.Options()
    options.origins = OriginPolicy(hosts: ["mcp.example.com"], origins: ["https://app.example.com"])
    let endpoint = try await Endpoint(transport: options)
    #expect(
      await endpoint.call("tools/list", headers: ["Host": "mcp.example.com", "Origin": "https://app.example.com"])
        .status == 200)
    #expect(await endpoint.call("tools/list", headers: ["Host": "localhost"]).status == 403)
  }

  @Test(
    arguments: [
      ("application/json, text/event-stream", 200), ("*/*", 200), ("application/*, text/*", 200),
      ("text/event-stream;q=0.5,application/json;q=1", 200), ("application/json", 406), ("text/event-stream", 406),
      ("text/html", 406), (nil, 406), ("application/json, text/event-stream;q=0", 406),
      ("APPLICATION/JSON,Text/Event-Stream", 200),
    ] as [(String?, Int)])
  func bothKindsOfAnswerHaveToBeAcceptable(accept: String?, status: Int) async throws {
    #expect(try await Endpoint().call("tools/list", headers: ["Accept": accept]).status == status)
  }

  @Test(
    arguments: [
      ("application/json", 200), ("application/json; charset=utf-8", 200), ("Application/JSON", 200),
      ("text/plain", 415),
      (nil, 415), ("application/jsonp", 415),
    ] as [(String?, Int)])
  func theBodyHasToBeJSON(type: String?, status: Int) async throws {
    #expect(try await Endpoint().call("tools/list", headers: ["Content-Type": type]).status == status)
  }

  @Test(arguments: [
    ("", -32700), ("{", -32700), ("nul", -32700), ("{\"a\":\"\\ud800\"}", -32700), ("[]", -32600), ("[{}]", -32600),
    ("1", -32600), ("\"x\"", -32600), ("null", -32600), ("{}", -32600),
    (#"{"jsonrpc":"1.0","id":1,"method":"x"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1}"#, -32600), (#"{"jsonrpc":"2.0","id":1,"method":7}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":[]}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"result":{},"error":{}}"#, -32600),
    (#"{"id":1,"method":"x"}"#, -32600),
  ])
  func whatIsNoMessageIsRefused(body: String, code: Int) async throws {
    let reply = try await Endpoint().post(Data(body.utf8))
    #expect(reply.status == 400 && reply.code == code, "\(body): \(reply.status) \(reply.code ?? 0)")
    #expect((reply.json?["id"] == nil) == !body.contains("\"id\":1"), "\(body)")
    #expect(reply.json?["jsonrpc"] == "2.0")
  }

  @Test func bytesThatAreNoUTF8AreNoJSON() async throws {
    #expect(try await Endpoint().post(Data([0x22, 0xFF, 0xFE, 0x22])).code == -32700)
    let message = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
    for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf32] {
      #expect(try await Endpoint().post(try #require(message.data(using: encoding))).code == -32700)
    }
  }

  @Test func deepNestingIsRefusedAndNotFollowed() async throws {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      for depth in [129, 511, 600, 100_000] {
        let body = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        #expect(try await Endpoint().post(Data(body.utf8)).code == -32700, "\(depth)")
      }
    }
  }

  @Test func aBodyThatIsTooLargeIsRefused() async throws {
    var options = StreamableHTTP.Options()
    options.maxBody = 1000
    let endpoint = try await Endpoint(transport: options)
    #expect(await endpoint.tool("greet", ["name": .string(String(repeating: "x", count: 2000))]).status == 413)
  }

  @Test func aMessageOfTooManyValuesIsRefused() async throws {
    var options = StreamableHTTP.Options()
    options.maxBody = 16 << 20
    let body =
      #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":["# + String(repeating: "{},", count: 200_000) + "0]}}"
    let reply = try await Endpoint(transport: options).post(Data(body.utf8))
    #expect(reply.status == 400 && reply.code == -32600)
    #expect(JSON.footprint(of: Data(#"{"a":"{[,:\"{{","b":[1,2]}"#.utf8)) < 5000)
  }

  @Test func theLastOfEqualKeysCounts() async throws {
    let body = #"{"jsonrpc":"2.0","id":1,"id":2,"method":"no/such"}"#
    #expect(
      try await Endpoint().post(Data(body.utf8), Endpoint.headers(["MCP-Protocol-Version": "2026-07-28"])).json?["id"]
        == 2)
  }

  @Test func numbersKeepTheirForm() throws {
    for text in [
      "3.1488658925962376e+20", "0.1", "1.7976931348623157e+308", "30", "-1", "9007199254740993", "9223372036854775807",
      "1.5", "0",
    ] {
      #expect(String(decoding: try JSON(parsing: Data(text.utf8)).encoded, as: UTF8.self) == text)
    }
    #expect(try JSON(parsing: Data("30.0".utf8)) == 30)
    #expect(try JSON(parsing: Data("314886589259623781722".utf8)).number == 3.1488658925962376e+20)
    #expect(try JSON(parsing: Data("18446744073709551615".utf8)).number == 18_446_744_073_709_551_616)
    #expect(try JSON(parsing: Data("true".utf8)) == true && JSON(parsing: Data("1".utf8)) == 1)
  }

  @Test func everyMessageIsOneLine() throws {
    let json: JSON = ["a": "line\nfeed\r\u{2028}\u{0}", "b": ["c": "/"]]
    let text = String(decoding: json.encoded, as: UTF8.self)
    #expect(!text.contains("\n") && !text.contains("\r") && text.contains("\\n") && text.contains("\"/\""))
    #expect(try JSON(parsing: json.encoded) == json)
    #expect(JSON.number(.nan).encoded == Data("null".utf8))
  }

  @Test(arguments: [
    ("plain", "plain"), ("with space", "with space"), (" lead", "=?base64?IGxlYWQ=?="), ("é", "=?base64?w6k=?="),
    ("a\nb", "=?base64?YQpi?="), ("=?base64?x?=", "=?base64?PT9iYXNlNjQ/eD89?="), ("", ""),
  ])
  func headerValuesGoBothWays(text: String, header: String) {
    #expect(HeaderValue.encode(text) == header)
    #expect(HeaderValue.decode(header) == text)
  }
}
