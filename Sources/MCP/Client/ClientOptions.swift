extension Client {
  /// How a client speaks, and what it can be asked.
  public struct Options: Sendable {
    /// Which revisions are spoken.
    public enum Mode: Sendable {
      /// Those without sessions where the server has one, else those that open with `initialize`.
      case automatic
      case handshake
      case stateless
    }

    public var mode = Mode.automatic
    /// How long, in seconds, an answer may take. Each sign of progress begins that time anew.
    public var requestSeconds = 60.0
    /// How long, in seconds, it may take with all progress.
    public var longestSeconds = 600.0
    /// How long, in seconds, a server over stdio may take to say whether it knows revisions without sessions.
    public var probeSeconds = 5.0
    /// How long, in seconds, a task may take.
    public var taskSeconds = 3600.0
    /// How often a request that failed on its way is sent again, where that cannot do harm.
    public var retries = 2
    /// The longest message, in bytes.
    public var maxMessage = 16 << 20
    /// The most entries that a list is followed to.
    public var maxListed = 10_000
    /// How often the server may ask again before a request of one of its rounds is given up.
    public var maxRounds = 16
    /// Whether tools may go on as tasks (extension `io.modelcontextprotocol/tasks`); the client waits for them.
    public var usesTasks = true

    /// Fills in forms for the user.
    public var elicit: (@Sendable (ElicitationRequest) async throws -> ElicitationAnswer)?
    /// Whether `elicit` also takes the user to addresses.
    public var opensAddresses = false
    /// Asks a model.
    public var sample: (@Sendable (SamplingRequest) async throws -> SamplingAnswer)?
    /// Whether `sample` lets the model use tools.
    public var samplesWithTools = false
    /// The folders that the client works in.
    public var roots: (@Sendable () async throws -> [Root])?

    /// The least severe messages to be sent; nil for none in revisions without sessions, and for the server's choice in others.
    public var logLevel: LogLevel?
    public var onLog: @Sendable (LogMessage) -> Void = { _ in }
    /// Sees what else goes wrong: a tool that is left out of a list, a line that is no message.
    public var onProblem: @Sendable (String) -> Void = { _ in }

    public init() {}

    /// What the client declares.
    var capabilities: JSON {
      var members: [String: JSON] = [:]
      if elicit != nil { members["elicitation"] = opensAddresses ? ["form": [:], "url": [:]] : ["form": [:]] }
      if sample != nil { members["sampling"] = samplesWithTools ? ["tools": [:]] : [:] }
      if roots != nil { members["roots"] = [:] }
      return .object(members)
    }

    /// Revisions without sessions know extensions too.
    var statelessCapabilities: JSON {
      var members = capabilities.object ?? [:]
      if usesTasks { members["extensions"] = .object([TaskStore.extensionName: [:]]) }
      return .object(members)
    }
  }

  /// How one request is sent.
  public struct RequestOptions: Sendable {
    /// In place of ``Client/Options/requestSeconds``.
    public var seconds: Double?
    /// Whether it does no harm to send the request twice. Nil: what the protocol, or the tool's annotations, say.
    public var isRepeatable: Bool?
    public var onProgress: (@Sendable (ProgressReport) -> Void)?
    /// More of `_meta`, such as `traceparent`.
    public var meta: [String: JSON] = [:]

    public init(
      seconds: Double? = nil, isRepeatable: Bool? = nil, onProgress: (@Sendable (ProgressReport) -> Void)? = nil
    ) {
      (self.seconds, self.isRepeatable, self.onProgress) = (seconds, isRepeatable, onProgress)
    }
  }
}
