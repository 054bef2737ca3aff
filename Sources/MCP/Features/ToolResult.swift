/// What a tool answers (Tools: Tool Result).
public struct ToolResult: Sendable, Hashable {
  /// The blocks for a model to read.
  public var content: [Content]
  /// The same as data, for a program to read.
  public var structuredContent: JSON?
  /// Whether the tool failed.
  public var isError: Bool

  /// Members that this library does not name.
  private var others: [String: JSON] = [:]

  /// A result of these blocks.
  public init(_ content: [Content], structured: JSON? = nil, isError: Bool = false) {
    self.content = content
    structuredContent = structured
    self.isError = isError
  }

  /// A result of one block of text.
  public static func text(_ text: String) -> ToolResult { ToolResult([.text(text)]) }

  /// Structured content, and the same as text for clients that know only that.
  public static func structured(_ value: JSON) -> ToolResult {
    ToolResult([.text(String(decoding: value.encoded, as: UTF8.self))], structured: value)
  }

  /// A failure that the model should see, so that it can do better.
  public static func failure(_ message: String) -> ToolResult { ToolResult([.text(message)], isError: true) }

  /// A result that another server gave, as it gave it. Throws `RPCError` when it has no content.
  public init(relaying members: [String: JSON]) throws {
    guard let result = ToolResult(.object(members)) else { throw RPCError.internal("the tool's result has no content") }
    self = result
    others = members.filter { !["content", "structuredContent", "isError", "resultType"].contains($0.key) }
  }

  /// Nil when it has no content.
  init?(_ json: JSON) {
    guard let content = json["content"]?.array else { return nil }
    self.init(
      content.map(Content.init(json:)), structured: json["structuredContent"], isError: json["isError"]?.bool ?? false)
  }

  /// The result as it goes over the wire.
  public var members: [String: JSON] { json }

  var json: [String: JSON] {
    var members = others
    members["content"] = .array(content.map(\.json))
    members["isError"] = .bool(isError)
    members[optional: "structuredContent"] = structuredContent
    return members
  }
}
