extension Client {
  /// How a client speaks to servers, and what they can ask of it.
  public struct Options: Sendable {
    /// The revisions that a client speaks.
    public enum Mode: Sendable {
      /// Revisions without sessions if the server has one, otherwise those that open with `initialize`.
      case automatic
      /// Only revisions that open with `initialize`.
      case handshake
      /// Only revisions without sessions.
      case stateless
    }

    /// The revisions to speak.
    public var mode = Mode.automatic
    /// How long, in seconds, an answer may take. Each sign of progress starts that time again.
    public var requestSeconds = 60.0
    /// How long, in seconds, an answer may take at most, whatever progress there is.
    public var longestSeconds = 600.0
    /// How long, in seconds, a server over stdio may take to show that it knows revisions without sessions.
    public var probeSeconds = 5.0
    /// How long, in seconds, a task may take.
    public var taskSeconds = 3600.0
    /// How often a request that failed on its way is sent again, if that can do no harm.
    public var retries = 2
    /// The longest message, in bytes.
    public var maxMessage = 16 << 20
    /// The largest number of entries that a list may have.
    public var maxListed = 10_000
    /// How much text all entries of a list may have together, in bytes.
    public var maxListSize = 64 << 20
    /// How many rounds of questions a server may ask before the client gives up the request.
    public var maxRounds = 16
    /// Whether tools may continue as tasks, for which the client waits (extension `io.modelcontextprotocol/tasks`).
    public var usesTasks = true

    /// Has the user fill in a form (Client Features: Elicitation). Nil: the client cannot be asked to.
    public var elicit: (@Sendable (ElicitationRequest) async throws -> ElicitationAnswer)?
    /// Whether `elicit` can also have the user open an address.
    public var opensAddresses = false
    /// Asks a model (Client Features: Sampling). Nil: the client cannot be asked to.
    public var sample: (@Sendable (SamplingRequest) async throws -> SamplingAnswer)?
    /// Whether `sample` lets the model use tools.
    public var samplesWithTools = false
    /// The folders that the client works in (Client Features: Roots). Nil: the client cannot be asked for them.
    public var roots: (@Sendable () async throws -> [Root])?

    /// Answers the questions of servers on behalf of somebody else, in place of the handlers above.
    public var relay: QuestionRelay?

    /// Passes on questions of servers as they are.
    public struct QuestionRelay: Sendable {
      /// The capabilities that the client declares.
      public var capabilities: JSON
      /// Answers a question: a method such as `elicitation/create`, and its parameters. Throws `RPCError`.
      public var answer: @Sendable (_ method: String, _ params: [String: JSON]) async throws -> JSON

      /// A relay of these capabilities.
      public init(
        capabilities: JSON,
        answer: @escaping @Sendable (_ method: String, _ params: [String: JSON]) async throws -> JSON
      ) {
        self.capabilities = capabilities
        self.answer = answer
      }
    }

    /// The least severe log messages that the server should send (Utilities: Logging). If it is nil, the server sends none in
    /// revisions without sessions, and chooses in others.
    public var logLevel: LogLevel?
    /// Called with each log message of the server's.
    public var onLog: @Sendable (LogMessage) -> Void = { _ in }
    /// Called with problems that fail no request: a tool that is left out of a list, a line that is not a message.
    public var onProblem: @Sendable (String) -> Void = { _ in }

    /// The default options.
    public init() {}

    /// The capabilities that the client declares in every revision.
    var capabilities: JSON {
      if let relay { return relay.capabilities }
      var members: [String: JSON] = [:]
      if elicit != nil {
        var modes: [String: JSON] = ["form": [:]]
        if opensAddresses { modes["url"] = [:] }
        members["elicitation"] = .object(modes)
      }
      if sample != nil {
        var features: [String: JSON] = [:]
        if samplesWithTools { features["tools"] = [:] }
        members["sampling"] = .object(features)
      }
      if roots != nil { members["roots"] = [:] }
      return .object(members)
    }

    /// The capabilities that the client declares in revisions without sessions, which know extensions too.
    ///
    /// `questions`: what answers on one request in place of the handlers.
    func statelessCapabilities(_ questions: QuestionRelay? = nil) -> JSON {
      var members = (questions?.capabilities ?? capabilities).object ?? [:]
      if usesTasks { members["extensions"] = .object([TaskStore.extensionName: [:]]) }
      return .object(members)
    }
  }
}
