import Foundation
import MCP
import Testing

/// The features that do not depend on the revision.
@Suite(.timeLimit(.minutes(3))) struct FeatureTests {
  @Test func listsComeInPagesInAStableOrder() async throws {
    let endpoint = try await Endpoint { $0.pageSize = 7 }
    for (method, key) in [("tools/list", "tools"), ("prompts/list", "prompts")] {
      let whole = try #require(await Endpoint().call(method).result()?[key]?.array)
      var paged: [JSON] = []
      var cursor: JSON?
      repeat {
        let result = try #require(await endpoint.call(method, cursor.map { ["cursor": $0] } ?? [:]).result())
        let page = try #require(result[key]?.array)
        #expect((1...7).contains(page.count))
        paged += page
        cursor = result["nextCursor"]
        #expect(cursor == nil || cursor?.string != nil)
      } while cursor != nil
      #expect(paged == whole)
    }
  }

  @Test(arguments: ["tools/list", "prompts/list", "resources/list", "resources/templates/list"])
  func aCursorThatIsNotOursIsRefused(method: String) async throws {
    let endpoint = try await Endpoint()
    for cursor in ["", "rubbish", "bm9ib2R5", 7, nil] as [JSON] {
      #expect(await endpoint.call(method, ["cursor": cursor]).code == -32602)
    }
  }

  @Test func resourcesAreReadAndTemplatesMatched() async throws {
    let endpoint = try await Endpoint()
    let listed = try #require(await endpoint.call("resources/list").result()?["resources"]?.array)
    #expect(listed.allSatisfy { $0["uri"]?.string?.contains("{") == false && $0["name"] != nil })
    let templates = await endpoint.call("resources/templates/list").result()?["resourceTemplates"]?.array
    #expect(templates?.map { $0["uriTemplate"] } == ["test://template/{id}/data"])
    func read(_ uri: String) async -> Reply { await endpoint.call("resources/read", ["uri": .string(uri)]) }
    let text = await read("test://static-text").result()?["contents"]?.array?[0]
    #expect(
      text == [
        "uri": "test://static-text", "mimeType": "text/plain",
        "text": "This is the content of the static text resource.",
      ])
    #expect(await read("test://static-binary").result()?["contents"]?.array?[0]["blob"]?.string != nil)
    #expect(
      await read("test://template/123/data").result()?["contents"]?.array?[0]["text"]?.string?.contains("123") == true)
    for missing in [
      "test://nothing", "test://template//data", "test://template/a/b/data", "test://template/..%2Fx/data",
    ] {
      let reply = await read(missing)
      #expect(
        reply.status == 200 && reply.code == -32602 && reply.error?["data"] == ["uri": .string(missing)], "\(missing)")
    }
  }

  @Test(
    arguments: [
      ("x://{a}/{b}", "x://1/2", ["a": "1", "b": "2"]), ("x://{a}", "x://1/2", nil),
      ("{a}.{b}", "n.txt", ["a": "n", "b": "txt"]),
      ("x://{a}", "x://a%20b", ["a": "a b"]), ("x://{a}", "x://%2F", nil), ("x://{a}", "x://%FF", nil),
      ("x://y", "x://y", [:]),
      ("x://{a", "x://{a", [:]), ("\u{0}a{b}\u{0}\u{0}", "\u{0}ab\u{0}\u{0}\u{0}", ["b": "b\u{0}"]),
      ("{a}e", "xe\u{301}", nil), ("x://{name}.json", "x://a.b.json", ["name": "a.b"]),
      ("x://{name}.json/y", "x://a.json/y", ["name": "a"]), ("x://{name}.json", "x://.json", nil),
      ("x://{a}/{+b}", "x://1/2/3%2F4", ["a": "1", "b": "2/3/4"]), ("x://{a}/{+b}", "x://1/", nil),
      ("x://{+a}/b", "x://1/b", ["+a": "1"]), ("x://{+a}", "x://%FF", nil),
    ] as [(String, String, [String: String]?)])
  func templatesMatchOneSegmentAVariable(template: String, uri: String, variables: [String: String]?) {
    #expect(URITemplate(template).match(uri) == variables)
  }

  @Test func promptsWantTheirArguments() async throws {
    let endpoint = try await Endpoint()
    func get(_ name: String, _ arguments: JSON?) async -> Reply {
      var params: [String: JSON] = ["name": .string(name)]
      params["arguments"] = arguments
      return await endpoint.call("prompts/get", params)
    }
    #expect(await get("test_simple_prompt", nil).result()?["messages"]?.array?[0]["role"] == "user")
    let both = await get("test_prompt_with_arguments", ["arg1": "one", "arg2": "two"]).result()?["messages"]?.array?[0]
    #expect(both?["content"]?["text"] == "Prompt with arguments: arg1='one', arg2='two'")
    #expect(await get("test_prompt_with_arguments", ["arg1": "one"]).code == -32602)
    #expect(await get("test_prompt_with_arguments", ["arg1": "one", "arg2": 2]).code == -32602)
    #expect(await get("no_such_prompt", nil).code == -32602)
    let embedded = await get("test_prompt_with_embedded_resource", ["resourceUri": "test://x"]).result()?["messages"]
    #expect(embedded?.array?[0]["content"]?["resource"]?["uri"] == "test://x")
    let listed = await endpoint.call("prompts/list").result()?["prompts"]?.array?.first {
      $0["name"] == "test_prompt_with_arguments"
    }
    #expect(listed?["arguments"]?.array?.map { $0["name"] } == ["arg1", "arg2"])
  }

  @Test func valuesAreSuggested() async throws {
    let endpoint = try await Endpoint()
    func complete(_ reference: JSON, _ name: String, _ value: String) async -> Reply {
      await endpoint.call(
        "completion/complete", ["ref": reference, "argument": ["name": .string(name), "value": .string(value)]])
    }
    let prompt: JSON = ["type": "ref/prompt", "name": "test_prompt_with_arguments"]
    let template: JSON = ["type": "ref/resource", "uri": "test://template/{id}/data"]
    #expect(await complete(prompt, "arg1", "test").result()?["completion"]?["values"] == ["test-one", "test-two"])
    #expect(await complete(prompt, "arg2", "").result()?["completion"]?["values"] == [])
    #expect(await complete(template, "id", "1").result()?["completion"]?["values"] == ["123"])
    for (reference, name) in [
      (["type": "ref/prompt", "name": "unknown"], "arg1"), (prompt, "arg3"), (["type": "ref/other"], "x"),
      (["type": "ref/resource", "uri": "x://unknown"], "id"), (7, "x"), (template, "other"),
    ] as [(JSON, String)] {
      #expect(await complete(reference, name, "").code == -32602)
    }
    #expect(await endpoint.call("completion/complete", ["ref": prompt]).code == -32602)
    let many = Prompt(
      "p", description: "d", arguments: [PromptArgument("a", complete: { _, _, _ in (0..<250).map(String.init) })]
    ) { _, _ in PromptResult([]) }
    let wide = try await Endpoint(offering: Catalog(prompts: [many]))
    let found = await wide.call(
      "completion/complete", ["ref": ["type": "ref/prompt", "name": "p"], "argument": ["name": "a", "value": ""]]
    ).result()?["completion"]
    #expect(found?["values"]?.array?.count == 100 && found?["total"] == 250 && found?["hasMore"] == true)
  }

  @Test func whatIsNotOfferedIsNotDeclaredAndNotFound() async throws {
    let endpoint = try await Endpoint(offering: Catalog())
    #expect(await endpoint.call("server/discover").result()?["capabilities"]?["completions"] == nil)
    #expect(await endpoint.call("completion/complete").code == -32601)
    #expect(await endpoint.call("tools/list").result()?["tools"] == [])
  }

  @Test func aCatalogThatCannotBeServedIsRefused() {
    func refuses(_ catalog: Catalog) -> Bool {
      (try? Server(Implementation(name: "s", version: "1"), offering: catalog)) == nil
    }
    func tool(_ name: String, _ schema: JSON = Tool.noArguments) -> Tool {
      Tool(name, description: "d", inputSchema: schema) { _, _ in .text("") }
    }
    let annotated: JSON = ["type": "object", "properties": ["x": ["type": "string", "x-mcp-header": "X"]]]
    #expect(
      !refuses(
        Catalog(tools: [tool("a"), tool("b", annotated)], resources: [Resource("x://a", name: "r") { _ in [] }])))
    #expect(refuses(Catalog(tools: [tool("a"), tool("a")])))
    #expect(refuses(Catalog(tools: [tool("")])) && refuses(Catalog(tools: [tool("a b")])))
    #expect(refuses(Catalog(tools: [tool(String(repeating: "a", count: 65))])))
    #expect(refuses(Catalog(tools: [tool("a", ["type": "string"])])) && refuses(Catalog(tools: [tool("a", nil)])))
    #expect(refuses(Catalog(tools: [tool("a", ["type": "object", "$ref": "http://example.com/schema"])])))
    for header in ["", "a b", "ü"] as [JSON] {
      #expect(
        refuses(
          Catalog(tools: [
            tool("a", ["type": "object", "properties": ["x": ["type": "string", "x-mcp-header": header]]])
          ])))
    }
    #expect(
      refuses(
        Catalog(tools: [tool("a", ["type": "object", "properties": ["x": ["type": "number", "x-mcp-header": "X"]]])])))
    for place in ["items", "not", "additionalProperties"] {
      let hidden: JSON = .object(["type": "object", place: ["type": "string", "x-mcp-header": "X"]])
      #expect(refuses(Catalog(tools: [tool("a", hidden)])), "\(place)")
    }
    for uri in ["no scheme", "x://{a}", "x://a b", "", "//x"] {
      #expect(refuses(Catalog(resources: [Resource(uri, name: "r") { _ in [] }])), "\(uri)")
    }
    var options = Server.Options()
    options.stateKey = [1, 2, 3]
    #expect(throws: Catalog.Fault.self) {
      try Server(Implementation(name: "s", version: "1"), offering: Catalog(), options: options)
    }
    let twice: JSON = ["x": ["type": "string", "x-mcp-header": "X"], "y": ["type": "string", "x-mcp-header": "x"]]
    #expect(refuses(Catalog(tools: [tool("a", ["type": "object", "properties": twice])])))
  }

  @Test func iconsGoWithWhatHasThem() async throws {
    let icon = Icon(src: "https://example.com/i.png", mimeType: "image/png", sizes: ["48x48"], theme: "dark")
    let expected: JSON = [
      ["src": "https://example.com/i.png", "mimeType": "image/png", "sizes": ["48x48"], "theme": "dark"]
    ]
    let catalog = Catalog(
      tools: [Tool("t", title: "T", description: "d", icons: [icon]) { _, _ in .text("") }],
      resources: [Resource("x://y", name: "y", icons: [icon]) { _ in [] }],
      prompts: [Prompt("p", description: "d", icons: [icon]) { _, _ in PromptResult([]) }])
    let endpoint = try await Endpoint(offering: catalog)
    for (method, key) in [("tools/list", "tools"), ("resources/list", "resources"), ("prompts/list", "prompts")] {
      #expect(await endpoint.call(method).result()?[key]?.array?[0]["icons"] == expected)
    }
  }
}
