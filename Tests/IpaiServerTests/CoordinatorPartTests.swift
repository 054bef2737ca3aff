import Foundation
import IpaiCore
import IpaiRouting
import IpaiUpstreams
import MCP
import Synchronization
import Testing

@testable import IpaiServer

@Suite struct CoordinatorPartTests {
  // MARK: Aggregation

  @Test func listsAreMergedByTheirRanks() throws {
    let merged = MergedLists([
      ("a", ["results": [["id": 1], ["id": 2], ["id": 3]]]), ("b", [["id": 3], ["id": 1]]), ("c", ["text": "no list"]),
    ]).json
    let items = try #require(merged?.array)
    #expect(items.map { $0["item"]?["id"]?.integer } == [1, 3, 2])
    #expect(items[0]["targets"] == ["a", "b"])
    #expect(items[0]["score"] == .number(1 / 61.0 + 1 / 62.0))
  }

  @Test func oneListIsNotMerged() {
    #expect(MergedLists([("a", [1, 2]), ("b", ["x": 1])]).json == nil)
  }

  @Test func differencesAreNamedByTheirPaths() {
    let list = JSONDifference.list(
      ["a": [1, 2], "b/c": "x", "same": true], ["a": [1, 3, 4], "b/c": .null, "same": true])
    #expect(
      list == [
        ["path": "/a/1", "first": 2, "second": 3], ["path": "/a/2", "second": 4],
        ["path": "/b~1c", "first": "x", "second": .null],
      ])
    #expect(JSONDifference.list([1], [1]) == [])
  }

  // MARK: Requests

  @Test(arguments: [
    ("[]", "the body has to be a JSON object"), ("{", "the body is not JSON"),
    (#"{"query":1}"#, "query must be a text"),
    (#"{"context":[]}"#, "context must be an object"),
    (#"{"targets":["a",1]}"#, "targets must be a list of 1 to 100 texts"),
    (#"{"timeout_seconds":0}"#, "timeout_seconds must be a number from 0.01 to 600"),
    (#"{"timeout_seconds":9007199254740993}"#, "timeout_seconds must be a number from 0.01 to 600"),
    (#"{"compare":"yes"}"#, "compare must be true or false"),
  ])
  func aWrongRequestIsNamed(_ body: String, _ message: String) {
    let keys = RouteRequest.routeKeys + RouteRequest.aggregateKeys
    let error = #expect(throws: IpaiError.self) { try RouteRequest(Data(body.utf8), keys: keys) }
    #expect(error?.message == message)
  }

  @Test func aContextIsFlattened() {
    let entries = ContextEntries.of(["team": "Finance", "a": ["b": [1, true], "c": .null]])
    #expect(entries == [.init("a.b", "1"), .init("a.b", "true"), .init("a.c", ""), .init("team", "Finance")])
    var deep: JSON = "x"
    for _ in 0..<100 { deep = ["a": deep] }
    #expect(ContextEntries.of(deep).isEmpty)
  }

  // MARK: What is offered

  private func server(_ name: String, _ more: String = "") throws -> RoutedServer {
    let text = "name: \(name)\ntier: lab\nconnection: {url: \"http://x\"}\n\(more)"
    return try ServerFile("\(name).yaml", environment: [:]).server(Array(text.utf8))
  }

  private func tool(_ name: String) -> JSON { ["name": .string(name), "inputSchema": ["type": "object"]] }

  private func lists(_ tools: [JSON], resources: [JSON] = []) -> UpstreamLists {
    var lists = UpstreamLists()
    lists.tools = tools.compactMap { ToolListing(json: $0) }
    lists.resources = resources
    lists.prompts = [["name": "greet"]]
    return lists
  }

  @Test func toolsAreOfferedUnderNamesOfTheirServers() throws {
    let tool: JSON = ["name": "search", "inputSchema": ["type": "object"], "annotations": ["readOnlyHint": true]]
    let hidden: JSON = ["name": "drop", "inputSchema": ["type": "object"]]
    let catalog = ExposedCatalog(
      [try server("a", "tools: {deny: [drop], effects: {search: write}}"), try server("b")],
      ["a": lists([tool, hidden]), "b": lists([tool, hidden, tool])], .none, hop: "here")
    #expect(catalog.toolListings.compactMap { $0.listing["name"]?.string } == ["a__search", "b__search", "b__drop"])
    #expect(catalog.toolListings[0].listing["annotations"]?["readOnlyHint"] == false)
    #expect(catalog.toolListings[0].listing["_meta"]?["ipai/tier"] == "lab")
    #expect(catalog.toolListings.map(\.effect) == [.write, .read, .write])
    #expect(catalog.promptListings.compactMap { $0["name"]?.string } == ["a__greet", "b__greet"])
    #expect(catalog.tool("search", of: "b")?.effect == .read)
    #expect(catalog.hasTool("drop") && !catalog.hasTool("a__search"))
  }

  @Test func aToolThatChangedIsNotOffered() throws {
    let tool: JSON = ["name": "search", "inputSchema": ["type": "object"], "description": "old"]
    let old = try #require(ToolListing(json: tool))
    let pins = ToolPins([ToolPin(ToolDefinition(old, of: "a"), approved: Timestamp(seconds: 1))])
    var changed = tool.object ?? [:]
    changed["description"] = "new"
    for (listed, isOffered) in [(tool, true), (.object(changed), false)] {
      let catalog = ExposedCatalog([try server("a")], ["a": lists([listed])], pins, hop: "here")
      #expect(catalog.toolListings.isEmpty != isOffered)
      #expect((catalog.tools["a__search"]?.withheld == nil) == isOffered)
    }
    let strict = ExposedCatalog(
      [try server("a", "tools: {needs_approval: true}")], ["a": lists([tool])], .none, hop: "here")
    #expect(strict.tools["a__search"]?.withheld == "nobody has approved it")
  }

  @Test func aToolThatHasToBeApprovedIsWithheldWhileItIsUnknown() throws {
    let strict = try server("a", "tools: {needs_approval: true}")
    let catalog = ExposedCatalog([strict, try server("b")], [:], .none, hop: "here")
    #expect(catalog.refusal(of: "drop", of: strict) == "the server has not said what it is")
    #expect(catalog.refusal(of: "drop", of: try server("b")) == nil)
    #expect(catalog.toolNames(of: "b") == nil)
    let empty = ExposedCatalog([try server("b")], ["b": UpstreamLists()], .none, hop: "here")
    #expect(empty.toolNames(of: "b") == [])
  }

  @Test func whatComesBackFromAnotherCoordinatorIsLeftOut() throws {
    let first = ExposedCatalog([try server("a")], ["a": lists([tool("search")])], .none, hop: "first")
    let offered = try #require(first.toolListings.first?.listing)
    let second = ExposedCatalog([try server("b")], ["b": lists([offered])], .none, hop: "second")
    #expect(second.toolListings.count == 1 && second.circular.isEmpty)
    let back = try #require(second.toolListings.first?.listing)
    let again = ExposedCatalog([try server("c")], ["c": lists([back, tool("own")])], .none, hop: "first")
    #expect(again.toolListings.compactMap { $0.listing["name"]?.string } == ["c__own"])
    #expect(again.circular == ["c"])
  }

  @Test(
    arguments: [
      ["type": "object", "properties": ["a": 7]], ["type": "string"], ["type": "object", "required": "a"], [:],
    ] as [JSON])
  func aToolWhoseSchemaClientsRefuseIsWithheld(schema: JSON) throws {
    var members = tool("search").object ?? [:]
    members["inputSchema"] = schema
    let catalog = ExposedCatalog([try server("a")], ["a": lists([.object(members), tool("own")])], .none, hop: "here")
    #expect(catalog.toolListings.count == 1)
    #expect(catalog.tools["a__search"]?.withheld?.contains("schema") == true)
  }

  @Test func membersOfAWrongTypeAreLeftOut() throws {
    var members = tool("search").object ?? [:]
    members.merge(["title": 7, "annotations": ["readOnlyHint": "yes"], "icons": [1, ["src": "x:"]], "_meta": 1]) { $1 }
    let catalog = ExposedCatalog([try server("a")], ["a": lists([.object(members)])], .none, hop: "here")
    let listing = try #require(catalog.toolListings.first?.listing)
    #expect(listing["title"] == nil && listing["icons"] == [["src": "x:"]])
    #expect(listing["annotations"]?["readOnlyHint"]?.bool != nil || listing["annotations"] == [:])
    #expect(listing["_meta"]?["ipai/server"] == "a")
  }

  @Test func aResourceThatIsListedTwiceIsOfferedOnce() throws {
    let catalog = ExposedCatalog(
      [try server("a")], ["a": lists([], resources: [["uri": "x:1", "name": "n"], ["uri": "x:1", "name": "m"]])], .none,
      hop: "here")
    #expect(catalog.resourceListings.count == 1)
    #expect(throws: Never.self) {
      try Server(
        Implementation(name: "s", version: "1"),
        offering: Catalog(relay: Relay(resources: catalog.resourceListings) { _, _, _ in nil }))
    }
  }

  @Test func listsOfAServerThatIsGoneStayForATimeAndComeBack() {
    let clock = Mutex(0.0)
    let kept = OfferedLists { clock.withLock { $0 } }
    let isNew = [kept.keep(UpstreamLists(), of: "a"), kept.keep(UpstreamLists(), of: "a")]
    #expect(isNew == [true, false])
    #expect(kept.noteSilence(of: "a", "gone") && kept.hasAnswered("a") == false)
    clock.withLock { $0 = OfferedLists.graceSeconds - 1 }
    #expect(kept.all["a"] != nil)
    clock.withLock { $0 = OfferedLists.graceSeconds + 1 }
    #expect(kept.all["a"] == nil)
    let isBack = kept.keep(UpstreamLists(), of: "a")
    #expect(isBack && kept.all["a"] != nil)
    _ = kept.noteSilence(of: "never", "gone")
    #expect(kept.all["never"] == nil)
  }

  @Test func manyToolsAreFoundByWhatTheyDo() throws {
    let filler: [JSON] = (0..<500).map {
      ["name": .string("tool_\($0)"), "description": "Do a thing.", "inputSchema": ["type": "object"]]
    }
    let invoice: JSON = [
      "name": "create_invoice", "description": "Make an invoice for a customer.",
      "inputSchema": ["type": "object", "properties": ["partner": ["type": "string"]]],
    ]
    let catalog = ExposedCatalog([try server("erp")], ["erp": lists(filler + [invoice])], .none, hop: "here")
    let found = try catalog.search.found("invoices of customers") { _ in true }
    #expect(found.first?["name"] == "erp__create_invoice")
    #expect(found.first?["inputSchema"] != nil && found.first?["effect"] == "write")
    #expect(try catalog.search.found("invoices") { $0 == .read }.isEmpty)
    #expect(try catalog.search.found("\" OR *) zzz") { _ in true }.isEmpty)
  }

  @Test(arguments: [
    ("mcp://a/file:///x", "a", "file:///x"), ("mcp://a.b_c/x", "a.b_c", "x"), ("mcp://a/mcp://b/y", "a", "mcp://b/y"),
  ])
  func anAddressNamesItsServer(_ address: String, _ server: String, _ own: String) {
    let origin = ResourceAddress.origin(address)
    #expect(origin?.server == server && origin?.name == own)
    #expect(ResourceAddress.exposed(own, of: server) == address)
  }

  @Test(arguments: ["mcp://", "mcp:///x", "mcp://a", "mcp://a/", "file:///x", ""])
  func anotherAddressNamesNone(_ address: String) { #expect(ResourceAddress.origin(address) == nil) }

  @Test func addressesInResultsAreThoseThatAreOffered() {
    let result: [String: JSON] = [
      "content": [
        ["type": "resource_link", "uri": "x:1", "name": "n"],
        ["type": "resource", "resource": ["uri": "x:2", "text": "t"]],
        ["type": "text", "text": "x:3"],
      ], "contents": [["uri": "x:4", "text": ""]],
    ]
    let exposed = ResourceAddress.exposed(in: result, of: "s")
    #expect(exposed["content"]?.array?[0]["uri"] == "mcp://s/x:1")
    #expect(exposed["content"]?.array?[1]["resource"]?["uri"] == "mcp://s/x:2")
    #expect(exposed["content"]?.array?[2]["text"] == "x:3")
    #expect(exposed["contents"]?.array?[0]["uri"] == "mcp://s/x:4")
  }

  // MARK: Settings

  @Test func theVariablesOfTheCoordinatorAreRead() throws {
    let options = try CoordinatorOptions(environment: ["ENABLE_AGGREGATION": "false", "CACHE_TTL": "7"])
    #expect(!options.aggregates && options.cacheSeconds == 7)
    #expect(throws: IpaiError.self) { try CoordinatorOptions(environment: ["CACHE_TTL": "-1"]) }
    #expect(throws: IpaiError.self) { try CoordinatorOptions(environment: ["ENABLE_AGGREGATION": "maybe"]) }
  }
}
