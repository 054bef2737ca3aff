/// A conversation's beginning, made from arguments.
public struct Prompt: Sendable {
  public let name: String
  public let arguments: [PromptArgument]
  /// As `prompts/list` has it.
  public let listing: JSON
  let render: @Sendable ([String: String], RequestContext) async throws -> PromptResult

  public init(
    _ name: String, title: String? = nil, description: String, arguments: [PromptArgument] = [], icons: [Icon] = [],
    meta: JSON? = nil,
    render: @escaping @Sendable ([String: String], RequestContext) async throws -> PromptResult
  ) {
    (self.name, self.arguments, self.render) = (name, arguments, render)
    listing = .listing(
      name, title, description, icons, meta,
      ["arguments": arguments.isEmpty ? nil : .array(arguments.map(\.json))])
  }
}

public struct PromptArgument: Sendable {
  public let name: String
  public let title: String?
  public let description: String?
  public let isRequired: Bool
  /// Suggests values.
  let complete: Completer?

  public init(
    _ name: String, title: String? = nil, description: String? = nil, required: Bool = false,
    complete: Completer? = nil
  ) {
    (self.name, self.title, self.description) = (name, title, description)
    (isRequired, self.complete) = (required, complete)
  }

  var json: JSON {
    var members: [String: JSON] = ["name": .string(name), "required": .bool(isRequired)]
    members[optional: "title"] = title.map(JSON.string)
    members[optional: "description"] = description.map(JSON.string)
    return .object(members)
  }
}

public struct PromptMessage: Sendable, Hashable {
  public enum Role: String, Sendable { case user, assistant }
  public var role: Role
  public var content: Content

  public init(_ role: Role, _ content: Content) { (self.role, self.content) = (role, content) }

  init?(_ json: JSON) {
    guard let role = json["role"]?.string.flatMap(Role.init), let content = json["content"] else { return nil }
    self.init(role, Content(json: content))
  }

  var json: JSON { ["role": .string(role.rawValue), "content": content.json] }
}

public struct PromptResult: Sendable, Hashable {
  public var description: String?
  public var messages: [PromptMessage]

  public init(_ messages: [PromptMessage], description: String? = nil) {
    (self.messages, self.description) = (messages, description)
  }

  /// Nil for what is no result of a prompt.
  init?(_ json: JSON) {
    guard let messages = json["messages"]?.array else { return nil }
    self.init(messages.compactMap(PromptMessage.init), description: json["description"]?.string)
  }

  var json: [String: JSON] {
    var members: [String: JSON] = ["messages": .array(messages.map(\.json))]
    members[optional: "description"] = description.map(JSON.string)
    return members
  }
}

/// Suggests values for what was typed so far of a named variable or argument, with the other arguments known by then. The first 100 are
/// sent.
public typealias Completer =
  @Sendable (_ name: String, _ typed: String, _ others: [String: String]) async throws -> [String]
