import Foundation
import IpaiHTTP
import IpaiUpstreams
import MCP

/// What a scenario works with: where the server is, and what the suite says about it.
struct Trial: Sendable {
  /// The address of the server.
  let address: WebAddress
  /// The revisions to speak.
  let mode: Client.Options.Mode
  /// The data of the scenario; an empty object if there is none.
  let context: JSON

  /// Reads what the suite says.
  ///
  /// `usually`: the revisions to speak if the environment names none.
  /// - Throws: `UsageError`.
  init(_ address: String?, _ environment: [String: String], usually: Client.Options.Mode) throws(UsageError) {
    guard let address else { throw UsageError("the server's address has to be the last argument") }
    do { self.address = try WebAddress(address) } catch {
      throw UsageError("'\(address)' is not the address of a server: it has to start with http:// or https://")
    }
    mode = try Self.mode(environment["MCP_CONFORMANCE_PROTOCOL_VERSION"]) ?? usually
    do { context = try environment["MCP_CONFORMANCE_CONTEXT"].map { try JSON(parsing: Data($0.utf8)) } ?? [:] } catch {
      throw UsageError("MCP_CONFORMANCE_CONTEXT is not valid JSON")
    }
  }

  /// The mode in which a client speaks a revision.
  private static func mode(_ version: String?) throws(UsageError) -> Client.Options.Mode? {
    guard let version else { return nil }
    guard let known = ProtocolVersion(rawValue: version) else {
      throw UsageError("MCP_CONFORMANCE_PROTOCOL_VERSION is '\(version)', a revision that this client does not speak")
    }
    if ProtocolVersion.stateless.contains(known) { return .stateless }
    return .handshake
  }

  /// Makes a client, runs `body` with it and closes it.
  func withClient(
    _ change: (inout Client.Options) -> Void = { _ in }, _ body: @Sendable (Client) async throws -> Void
  ) async throws {
    var options = Client.Options()
    options.mode = mode
    options.onProblem = { FileHandle.standardError.write(Data("mcp-client-everything: \($0)\n".utf8)) }
    change(&options)
    let client = Client(
      Implementation(name: "mcp-client-everything", version: "1.0.0"), over: .socket(address), options: options)
    do { try await body(client) } catch {
      await client.close()
      throw error
    }
    await client.close()
  }

  /// - Throws: `Complaint` when the condition does not hold.
  func require(_ condition: Bool, _ complaint: @autoclosure () -> String) throws(Complaint) {
    if !condition { throw Complaint(complaint()) }
  }

  /// All tools. The named ones have to be among them.
  func tools(_ client: Client, with names: [String]) async throws -> [ToolListing] {
    let tools = try await client.listTools()
    for name in names {
      try require(tools.contains { $0.name == name }, "the tool '\(name)' is not listed")
    }
    return tools
  }

  /// Calls a tool, which must not fail, and returns the text of its answer.
  @discardableResult
  func call(_ client: Client, _ tool: String, _ arguments: JSON = [:]) async throws -> String {
    let result = try await client.callTool(tool, arguments)
    let text = result.content.compactMap(\.text).joined(separator: "\n")
    try require(!result.isError, "the tool '\(tool)' failed: \(text)")
    return text
  }
}
