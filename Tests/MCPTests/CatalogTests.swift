import Foundation
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(3))) struct CatalogTests {
  @Test func aRequestIsAnsweredFromTheCatalogItCameTo() async throws {
    let server = try await Endpoint().server
    let request = try StatelessRequest(
      id: .integer(1), method: "tools/call",
      params: [
        "name": "test_simple_text",
        "_meta": [
          "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": [:],
        ],
      ], principal: nil, headers: nil, server: server)
    try await server.update { $0.tools = [] }
    var items = StatelessCodec(server: server).serve(request).items.makeAsyncIterator()
    guard case .response(let bytes, _, _)? = await items.next() else {
      Issue.record("the request is not answered")
      return
    }
    #expect(try JSON(parsing: bytes)["result"]?["content"]?.array?.count == 1)
  }
}
