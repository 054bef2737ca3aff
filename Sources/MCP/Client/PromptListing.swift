/// A prompt as a server lists it (Prompts: Listing Prompts).
public struct PromptListing: Sendable, Hashable {
  /// Everything that the server says about it.
  public let json: JSON
  /// What it is asked for by.
  public let name: String

  /// Nil when the entry has no name.
  init?(_ json: JSON) {
    guard let name = json["name"]?.string else { return nil }
    self.json = json
    self.name = name
  }

  /// The name to show to a user.
  public var displayName: String { json["title"]?.string ?? name }
  /// What it is for.
  public var description: String? { json["description"]?.string }
  /// The names of its arguments, and whether each is required.
  public var arguments: [(name: String, isRequired: Bool)] {
    (json["arguments"]?.array ?? []).compactMap { argument in
      argument["name"]?.string.map { ($0, argument["required"]?.bool ?? false) }
    }
  }
}
