/// A message of a conversation (Prompts: Data Types).
public struct PromptMessage: Sendable, Hashable {
  /// Who says a message.
  public enum Role: String, Sendable { case user, assistant }
  /// Who says it.
  public var role: Role
  /// What is said.
  public var content: Content

  /// A message that `role` says.
  public init(_ role: Role, _ content: Content) {
    self.role = role
    self.content = content
  }

  /// Nil when it has no known role or no content.
  init?(_ json: JSON) {
    guard let role = json["role"]?.string.flatMap(Role.init), let content = json["content"] else { return nil }
    self.init(role, Content(json: content))
  }

  /// The message as it goes over the wire.
  var json: JSON { ["role": .string(role.rawValue), "content": content.json] }
}
