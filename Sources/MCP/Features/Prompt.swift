/// The beginning of a conversation, made from arguments (Server Features: Prompts).
public struct Prompt: Sendable {
  /// What it is asked for by.
  public let name: String
  /// The arguments that it takes.
  public let arguments: [PromptArgument]
  /// The prompt as `prompts/list` has it.
  public let listing: JSON
  /// Makes the messages.
  let render: @Sendable ([String: String], RequestContext) async throws -> PromptResult

  /// A prompt whose messages `render` makes from the arguments.
  public init(
    _ name: String, title: String? = nil, description: String, arguments: [PromptArgument] = [], icons: [Icon] = [],
    meta: JSON? = nil,
    render: @escaping @Sendable ([String: String], RequestContext) async throws -> PromptResult
  ) {
    self.name = name
    self.arguments = arguments
    self.render = render
    var own: [String: JSON?] = [:]
    if !arguments.isEmpty { own["arguments"] = .array(arguments.map(\.json)) }
    listing = .listing(name, title, description, icons, meta, own)
  }
}
