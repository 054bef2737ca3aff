/// The names of the protocol's requests and notifications. A section named alone is one of the newest revision that has it.
public enum MethodName {
  // MARK: Both sides

  /// Whether the other side is there (2025-11-25, Utilities: Ping).
  public static let ping = "ping"
  /// Nobody waits for a request any more (Utilities: Cancellation).
  public static let cancelled = "notifications/cancelled"
  /// How far a request is (Utilities: Progress).
  public static let progress = "notifications/progress"

  // MARK: The beginning

  /// Opens a session (2025-11-25, Lifecycle: Initialization).
  public static let initialize = "initialize"
  /// The client is ready for what the server sends (2025-11-25, Lifecycle: Initialization).
  public static let initialized = "notifications/initialized"
  /// What the server is and which revisions it serves (2026-07-28, Discovery).
  public static let discover = "server/discover"

  // MARK: Tools

  /// (Tools: Listing Tools.)
  public static let listTools = "tools/list"
  /// (Tools: Calling Tools.)
  public static let callTool = "tools/call"
  /// There are other tools now (Tools: List Changed Notification).
  public static let toolsChanged = "notifications/tools/list_changed"

  // MARK: Resources

  /// (Resources: Listing Resources.)
  public static let listResources = "resources/list"
  /// (Resources: Resource Templates.)
  public static let listResourceTemplates = "resources/templates/list"
  /// (Resources: Reading Resources.)
  public static let readResource = "resources/read"
  /// Asks to be told when a resource changes (2025-11-25, Resources: Subscriptions).
  public static let subscribeResource = "resources/subscribe"
  /// The opposite of ``subscribeResource`` (2025-11-25, Resources: Subscriptions).
  public static let unsubscribeResource = "resources/unsubscribe"
  /// There are other resources now (Resources: List Changed Notification).
  public static let resourcesChanged = "notifications/resources/list_changed"
  /// A resource holds something else now (Resources: Subscriptions).
  public static let resourceUpdated = "notifications/resources/updated"

  // MARK: Prompts

  /// (Prompts: Listing Prompts.)
  public static let listPrompts = "prompts/list"
  /// (Prompts: Getting a Prompt.)
  public static let getPrompt = "prompts/get"
  /// There are other prompts now (Prompts: List Changed Notification).
  public static let promptsChanged = "notifications/prompts/list_changed"
  /// Suggests values for an argument of a prompt or a template (Utilities: Completion).
  public static let complete = "completion/complete"

  // MARK: Logs

  /// The least severe messages to be sent (2025-11-25, Utilities: Logging).
  public static let setLogLevel = "logging/setLevel"
  /// A message of the server's log (Utilities: Logging).
  public static let logMessage = "notifications/message"

  // MARK: Subscriptions and tasks

  /// Asks to be told of changes (2026-07-28, Subscriptions).
  public static let listen = "subscriptions/listen"
  /// What the server will tell of (2026-07-28, Subscriptions).
  public static let subscriptionAcknowledged = "notifications/subscriptions/acknowledged"
  /// How a task is, and its result (extension `io.modelcontextprotocol/tasks`, SEP-2663).
  public static let getTask = "tasks/get"
  /// Answers what a task asks (SEP-2663).
  public static let updateTask = "tasks/update"
  /// (SEP-2663.)
  public static let cancelTask = "tasks/cancel"
  /// A task is otherwise than it was (SEP-2663).
  public static let taskChanged = "notifications/tasks"

  // MARK: What a server asks

  /// Asks the user (Client Features: Elicitation).
  public static let elicit = "elicitation/create"
  /// Asks the model (Client Features: Sampling).
  public static let sample = "sampling/createMessage"
  /// The folders that the client works in (Client Features: Roots).
  public static let listRoots = "roots/list"
}
