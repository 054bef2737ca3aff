/// Everything that a server offers (Server Features).
public struct Catalog: Sendable {
  /// What models can have done.
  public var tools: [Tool]
  /// What can be read, each at its own address.
  public var resources: [Resource]
  /// What can be read at addresses of a common form.
  public var resourceTemplates: [ResourceTemplate]
  /// The beginnings of conversations.
  public var prompts: [Prompt]
  /// What there is beyond the protocol.
  public var extensions: [ServerExtension]
  /// What other servers offer.
  public var relay: Relay?

  /// A catalog of these entries.
  public init(
    tools: [Tool] = [], resources: [Resource] = [], resourceTemplates: [ResourceTemplate] = [], prompts: [Prompt] = [],
    extensions: [ServerExtension] = [], relay: Relay? = nil
  ) {
    self.extensions = extensions
    self.relay = relay
    self.tools = tools
    self.resources = resources
    self.resourceTemplates = resourceTemplates
    self.prompts = prompts
  }

  /// What is wrong with an entry.
  public struct Fault: Error, Sendable, CustomStringConvertible {
    /// The entry, and what is wrong with it.
    public let description: String
  }

  /// Finds names that are used twice or are not allowed, and schemas that cannot be used.
  ///
  /// - Throws: `Fault`.
  func check(_ listed: ListedEntries) throws {
    try Self.checkUnique("tool", listed.tools.map(\.id))
    try Self.checkUnique("prompt", listed.prompts.map(\.id))
    try Self.checkUnique("resource", listed.resources.map(\.id))
    try Self.checkUnique("resource template", listed.resourceTemplates.map(\.id))
    try Self.checkUnique("extension", extensions.map(\.name))
    try Self.checkUnique("method", extensions.flatMap(\.methods.keys) + StatelessRequest.ownMethods)
    for resource in resources where !Self.isURI(resource.uri) {
      throw Fault(description: "resource '\(resource.uri)': a URI has to have a scheme, and neither spaces nor braces")
    }
    for tool in tools {
      guard (1...64).contains(tool.name.utf8.count), tool.name.utf8.allSatisfy(Self.isNameByte) else {
        throw Fault(description: "tool '\(tool.name)': a name has to have 1 to 64 characters from A-Za-z0-9_-./")
      }
      guard tool.inputSchema["type"] == "object" else {
        throw Fault(description: "tool '\(tool.name)': the input schema has to have \"type\": \"object\"")
      }
      for schema in [tool.inputSchema, tool.outputSchema].compactMap({ $0 }) {
        do { _ = try JSONSchema(schema) } catch { throw Fault(description: "tool '\(tool.name)': \(error)") }
      }
      do { _ = try ParameterHeaders(tool.inputSchema) } catch {
        throw Fault(description: "tool '\(tool.name)': \(error)")
      }
    }
  }

  private static func checkUnique(_ kind: String, _ names: [String]) throws {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw Fault(description: "there are two entries for \(kind) '\(name)'")
    }
  }

  private static func isURI(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":"), text.first?.isLetter == true else { return false }
    let scheme = text[..<colon].utf8.allSatisfy { isNameByte($0) || $0 == UInt8(ascii: "+") }
    return scheme && !text.contains { $0 == "{" || $0 == "}" || $0.isWhitespace }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
