/// The names of the protocol's requests and notifications. A section without a revision is one of the newest revision that
/// has it.
public enum MethodName {
  // MARK: Both sides

  /// Asks whether the other side is there (2025-11-25, Utilities: Ping).
  public static let ping = "ping"
  /// Says that nobody waits for a request any more (Utilities: Cancellation).
  public static let cancelled = "notifications/cancelled"
  /// Says how far the work on a request is (Utilities: Progress).
  public static let progress = "notifications/progress"

  // MARK: The beginning

  /// Opens a session (2025-11-25, Lifecycle: Initialization).
  public static let initialize = "initialize"
  /// Says that the client is ready for messages of the server's (2025-11-25, Lifecycle: Initialization).
  public static let initialized = "notifications/initialized"
  /// Asks what the server is and which revisions it serves (2026-07-28, Discovery).
  public static let discover = "server/discover"

  // MARK: Tools

  /// Asks for the list of tools (Tools: Listing Tools).
  public static let listTools = "tools/list"
  /// Calls a tool (Tools: Calling Tools).
  public static let callTool = "tools/call"
  /// Says that the list of tools has changed (Tools: List Changed Notification).
  public static let toolsChanged = "notifications/tools/list_changed"

  // MARK: Resources

  /// Asks for the list of resources (Resources: Listing Resources).
  public static let listResources = "resources/list"
  /// Asks for the list of templates (Resources: Resource Templates).
  public static let listResourceTemplates = "resources/templates/list"
  /// Reads a resource (Resources: Reading Resources).
  public static let readResource = "resources/read"
  /// Asks to be told when a resource changes (2025-11-25, Resources: Subscriptions).
  public static let subscribeResource = "resources/subscribe"
  /// The opposite of ``subscribeResource`` (2025-11-25, Resources: Subscriptions).
  public static let unsubscribeResource = "resources/unsubscribe"
  /// Says that the list of resources has changed (Resources: List Changed Notification).
  public static let resourcesChanged = "notifications/resources/list_changed"
  /// Says that a resource holds something else (Resources: Subscriptions).
  public static let resourceUpdated = "notifications/resources/updated"

  // MARK: Prompts

  /// Asks for the list of prompts (Prompts: Listing Prompts).
  public static let listPrompts = "prompts/list"
  /// Gets a prompt with its arguments filled in (Prompts: Getting a Prompt).
  public static let getPrompt = "prompts/get"
  /// Says that the list of prompts has changed (Prompts: List Changed Notification).
  public static let promptsChanged = "notifications/prompts/list_changed"
  /// Asks for suggestions for an argument of a prompt or a variable of a template (Utilities: Completion).
  public static let complete = "completion/complete"

  // MARK: Logs

  /// Sets the least severe level of log messages to be sent (2025-11-25, Utilities: Logging).
  public static let setLogLevel = "logging/setLevel"
  /// Carries a message of the server's log (Utilities: Logging).
  public static let logMessage = "notifications/message"

  // MARK: Subscriptions and tasks

  /// Asks to be told about changes (2026-07-28, Subscriptions).
  public static let listen = "subscriptions/listen"
  /// Says which changes the server will report (2026-07-28, Subscriptions).
  public static let subscriptionAcknowledged = "notifications/subscriptions/acknowledged"
  /// Asks for the state of a task, and for its result (extension `io.modelcontextprotocol/tasks`, SEP-2663).
  public static let getTask = "tasks/get"
  /// Answers the questions of a task (SEP-2663).
  public static let updateTask = "tasks/update"
  /// Cancels a task (SEP-2663).
  public static let cancelTask = "tasks/cancel"
  /// Says that the state of a task has changed (SEP-2663).
  public static let taskChanged = "notifications/tasks"

  // MARK: Questions of a server

  /// Asks the client's user (Client Features: Elicitation).
  public static let elicit = "elicitation/create"
  /// Asks the client's model (Client Features: Sampling).
  public static let sample = "sampling/createMessage"
  /// Asks for the folders that the client works in (Client Features: Roots).
  public static let listRoots = "roots/list"
}
