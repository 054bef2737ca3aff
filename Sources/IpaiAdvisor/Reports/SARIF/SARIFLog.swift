/// A file in the Static Analysis Results Interchange Format 2.1.0 (OASIS Standard, 2020), as far as a report of an account needs it.
struct SARIFLog: Encodable {
  /// A run of a tool.
  struct Run: Encodable {
    let tool: Tool
    let automationDetails: Automation
    let invocations: [Invocation]
    let results: [Result]
    let columnKind = "unicodeCodePoints"
  }

  /// The tool, which is its driver.
  struct Tool: Encodable {
    let driver: Driver
  }

  /// The program with its rules.
  struct Driver: Encodable {
    let name = "ipai advisor"
    let version: String
    let rules: [Descriptor]
  }

  /// What tells the runs for one account from those for others.
  struct Automation: Encodable {
    let id: String
  }

  /// How the run went.
  struct Invocation: Encodable {
    let executionSuccessful = true
    let endTimeUtc: String
    let toolExecutionNotifications: [Notification]
  }

  /// What the tool has to say about its own run.
  struct Notification: Encodable {
    let level = Level.warning
    let message: Message
    let associatedRule: RuleReference?
  }

  /// A rule by its place in the driver.
  struct RuleReference: Encodable {
    let id: String
    let index: Int
  }

  /// A text for people.
  struct Message: Encodable {
    let text: String
    var markdown: String?
  }

  /// How much something matters.
  enum Level: String, Encodable {
    case error, warning, note
  }

  let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  let version = "2.1.0"
  let runs: [Run]

  enum CodingKeys: String, CodingKey {
    case version, runs
    case schema = "$schema"
  }
}

extension SARIFLog.Level {
  /// The level of a severity.
  init(_ severity: Severity) {
    switch severity {
    case .critical, .high: self = .error
    case .medium: self = .warning
    case .low, .info: self = .note
    }
  }
}
