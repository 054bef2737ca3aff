import Foundation
import MCP
import Synchronization
import Testing

/// Tools: how they are listed and called.
@Suite(.timeLimit(.minutes(3))) struct ToolTests {
  @Test func toolsAreListedAsTheyWereDeclared() async throws {
    let tools = try #require(try await Endpoint().call("tools/list").result()?["tools"]?.array)
    for tool in tools {
      let name = try #require(tool["name"]?.string)
      #expect((1...64).contains(name.count) && tool["description"]?.string?.isEmpty == false, "\(name)")
      #expect(tool["inputSchema"]?["type"] == "object", "\(name)")
    }
    let wide = try #require(tools.first { $0["name"] == "json_schema_2020_12_tool" }?["inputSchema"])
    #expect(wide["$schema"] == "https://json-schema.org/draft/2020-12/schema")
    #expect(wide["$defs"]?["address"]?["$anchor"] == "addressDef" && wide["additionalProperties"] == false)
    #expect(wide["allOf"] != nil && wide["if"] != nil && wide["then"] != nil && wide["else"] != nil)
    let structured = try #require(tools.first { $0["name"] == "test_structured_content" })
    #expect(structured["annotations"] == ["readOnlyHint": true, "openWorldHint": false])
    #expect(
      tools.first { $0["name"] == "test_simple_text" }?["inputSchema"] == [
        "type": "object", "additionalProperties": false,
      ])
  }

  @Test func everyKindOfContentHasItsForm() async throws {
    let endpoint = try await Endpoint()
    func first(_ tool: String) async -> JSON? { await endpoint.tool(tool).result()?["content"]?.array?.first }
    #expect(await first("test_simple_text") == ["type": "text", "text": "This is a simple text response for testing."])
    let image = try #require(await first("test_image_content"))
    #expect(image["type"] == "image" && image["mimeType"] == "image/png")
    #expect(Data(base64Encoded: image["data"]?.string ?? "")?.starts(with: [0x89, 0x50, 0x4E, 0x47]) == true)
    let audio = try #require(await first("test_audio_content"))
    #expect(audio["type"] == "audio" && audio["mimeType"] == "audio/wav")
    #expect(Data(base64Encoded: audio["data"]?.string ?? "")?.starts(with: Data("RIFF".utf8)) == true)
    #expect(
      await first("test_embedded_resource") == [
        "type": "resource",
        "resource": [
          "uri": "test://embedded-resource", "mimeType": "text/plain", "text": "This is an embedded resource content.",
        ],
      ])
    let link = Content.resourceLink(
      Resource("x://y", name: "y", size: 3) { _ in [] }, annotations: Annotations(audience: ["user"], priority: 1))
    #expect(
      link.json == [
        "type": "resource_link", "uri": "x://y", "name": "y", "size": 3,
        "annotations": ["audience": ["user"], "priority": 1.0],
      ])
  }

  @Test func argumentsMayBeLeftOut() async throws {
    let endpoint = try await Endpoint()
    #expect(await endpoint.tool("test_simple_text").result()?["isError"] == false)
    #expect(await endpoint.tool("test_simple_text", [:]).result()?["isError"] == false)
    #expect(await endpoint.tool("test_simple_text", [1]).code == -32602)
  }

  @Test func aToolThatIsUnknownIsAProtocolErrorAndBadArgumentsAreTheTools() async throws {
    let endpoint = try await Endpoint()
    #expect(await endpoint.tool("no_such_tool").code == -32602)
    #expect(await endpoint.call("tools/call", ["name": 7], headers: ["Mcp-Name": nil]).code == -32602)
    let invalid = try #require(await endpoint.tool("greet", ["name": 7]).result())
    #expect(invalid["isError"] == true)
    #expect(invalid["content"]?.array?[0]["text"]?.string?.contains("/name: has to be of type string") == true)
    let newer = try await endpoint.open("2025-11-25")
    #expect(await newer.tool("greet", ["name": 7]).result()?["isError"] == true)
    let older = try await endpoint.open("2025-06-18")
    #expect(await older.tool("greet", ["name": 7]).code == -32602)
  }

  @Test func whatAToolThrowsIsShownOnlyWhenItIsMeantTo() async throws {
    struct Secret: Error { let password = "hunter2" }
    let seen = Seen()
    let catalog = Catalog(tools: [
      Tool("meant", description: "d") { _, _ in throw ToolFailure("try another") },
      Tool("protocol", description: "d") { _, _ in throw RPCError(-5, "mine", data: ["x": 1]) },
      Tool("secret", description: "d") { _, _ in throw Secret() },
    ])
    let endpoint = try await Endpoint({ $0.onError = { what, _ in seen.add(what) } }, offering: catalog)
    let meant = await endpoint.tool("meant").result()
    #expect(meant?["isError"] == true && meant?["content"]?.array?[0]["text"] == "try another")
    #expect(await endpoint.tool("protocol").error == ["code": -5, "message": "mine", "data": ["x": 1]])
    let secret = await endpoint.tool("secret").result()
    #expect(secret?["isError"] == true && secret?["content"]?.array?[0]["text"] == "tool 'secret' failed")
    #expect(seen.all == ["tool 'secret'"])
  }

  @Test func structuredContentHasToFit() async throws {
    let schema: JSON = ["type": "object", "properties": ["n": ["type": "integer"]], "required": ["n"]]
    func tool(_ name: String, _ result: ToolResult) -> Tool {
      Tool(name, description: "d", outputSchema: schema) { _, _ in result }
    }
    let endpoint = try await Endpoint(
      offering: Catalog(tools: [
        tool("fits", .structured(["n": 1])), tool("not", .structured(["n": "x"])), tool("none", .text("x")),
        tool("failed", .failure("x")),
        Tool("list", description: "d", outputSchema: ["type": "array"]) { _, _ in .structured([1, 2]) },
      ]))
    let fits = await endpoint.tool("fits").result()
    #expect(fits?["structuredContent"] == ["n": 1] && fits?["content"]?.array?[0]["text"] == #"{"n":1}"#)
    #expect(await endpoint.tool("not").code == -32603)
    #expect(await endpoint.tool("none").code == -32603)
    #expect(await endpoint.tool("failed").result()?["isError"] == true)
    #expect(await endpoint.tool("list").result()?["structuredContent"] == [1, 2])
    let session = try await endpoint.open()
    let list = await session.tool("list").result()
    #expect(list?["structuredContent"] == nil && list?["content"]?.array?[0]["text"] == "[1,2]")
    let listed = await session.call("tools/list").result()?["tools"]?.array
    #expect(listed?.first { $0["name"] == "list" }?["outputSchema"] == nil)
    #expect(listed?.first { $0["name"] == "fits" }?["outputSchema"] == schema)
  }

  @Test func aToolThatNeverReturnsIsEnded() async throws {
    let tool = Tool("t", description: "d") { _, _ in
      await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
      return .text("never")
    }
    let endpoint = try await Endpoint({ $0.requestSeconds = 2 }, offering: Catalog(tools: [tool]))
    async let stateless = endpoint.tool("t").code
    let session = try await endpoint.open()
    #expect(await session.tool("t").code == -32603)
    #expect(await stateless == -32603)
  }

  @Test func typedArgumentsAreDecoded() async throws {
    struct Input: Decodable, Sendable { var n: Int; var list: [String]?; var nested: [String: Double]? }
    let tool = Tool(
      "t", description: "d", input: Input.self,
      inputSchema: ["type": "object", "properties": ["n": ["type": "number"]]]
    ) { input, _ in .text("\(input.n) \(input.list ?? []) \(input.nested ?? [:])") }
    let endpoint = try await Endpoint(offering: Catalog(tools: [tool]))
    #expect(await endpoint.tool("t", ["n": 3, "list": ["a"], "nested": ["x": 1.5]]).text() == #"3 ["a"] ["x": 1.5]"#)
    #expect(await endpoint.tool("t", ["n": 1.5]).result()?["isError"] == true)
  }
}

/// Collects what was seen, from any thread.
private final class Seen: Sendable {
  private let values = Mutex<[String]>([])

  func add(_ value: String) { values.withLock { $0.append(value) } }
  var all: [String] { values.withLock { $0 } }
}
