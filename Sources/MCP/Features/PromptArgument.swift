/// An argument of a prompt (Prompts: Data Types).
public struct PromptArgument: Sendable {
  /// What it is passed by.
  public let name: String
  /// The name to show to a user.
  public let title: String?
  /// What it is for.
  public let description: String?
  /// Whether a prompt cannot be had without it.
  public let isRequired: Bool
  /// Suggests values.
  let complete: Completer?

  /// An argument, optional unless `required`.
  public init(
    _ name: String, title: String? = nil, description: String? = nil, required: Bool = false,
    complete: Completer? = nil
  ) {
    self.name = name
    self.title = title
    self.description = description
    isRequired = required
    self.complete = complete
  }

  /// The argument as `prompts/list` has it.
  var json: JSON {
    var members: [String: JSON] = ["name": .string(name), "required": .bool(isRequired)]
    members[optional: "title"] = title.map(JSON.string)
    members[optional: "description"] = description.map(JSON.string)
    return .object(members)
  }
}
