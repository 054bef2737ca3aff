/// What other servers offer, listed as they list it, and the way to them. Requests and results are passed on as they are: the
/// server that does the work validates them.
public struct Relay: Sendable {
  /// Answers a request of `tools/call`, `prompts/get`, `resources/read` or `completion/complete`; nil when it names something that
  /// there is not. Throws `RPCError`.
  public typealias Answer =
    @Sendable (_ method: String, _ params: [String: JSON], RequestContext) async throws -> [String: JSON]?

  /// The tools as `tools/list` has them, each with a `name` and an `inputSchema`.
  public var tools: [JSON]
  /// The prompts as `prompts/list` has them, each with a `name`.
  public var prompts: [JSON]
  /// The resources as `resources/list` has them, each with a `uri`.
  public var resources: [JSON]
  /// The templates as `resources/templates/list` has them, each with a `uriTemplate`.
  public var resourceTemplates: [JSON]
  /// Whether values can be suggested for arguments.
  public var completes: Bool
  /// Answers requests for these entries, and for others that are not listed.
  let answer: Answer

  /// Entries whose requests `answer` answers.
  public init(
    tools: [JSON] = [], prompts: [JSON] = [], resources: [JSON] = [], resourceTemplates: [JSON] = [],
    completes: Bool = false, answer: @escaping Answer
  ) {
    self.tools = tools
    self.prompts = prompts
    self.resources = resources
    self.resourceTemplates = resourceTemplates
    self.completes = completes
    self.answer = answer
  }
}
