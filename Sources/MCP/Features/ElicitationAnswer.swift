/// How a user answered an elicitation (Client Features: Elicitation, Response Actions).
public struct ElicitationAnswer: Sendable, Hashable {
  /// What the user did: filled in the form, refused to, or closed it without an answer.
  public enum Action: String, Sendable { case accept, decline, cancel }
  /// What the user did.
  public let action: Action
  /// What was filled in; empty unless accepted.
  public let content: [String: JSON]

  /// An answer; `content` belongs to an accepted form alone.
  public init(_ action: Action, content: [String: JSON] = [:]) {
    self.action = action
    self.content = content
  }

  /// Reads an answer that was checked before.
  init(_ json: JSON) {
    action = json["action"]?.string.flatMap(Action.init) ?? .cancel
    if action == .accept {
      content = json["content"]?.object ?? [:]
    } else {
      content = [:]
    }
  }
}
