package import IpaiCore
package import IpaiYAML

/// A server that requests can be routed to, as its file describes it.
package struct RoutedServer: Sendable, Equatable {
  /// What it is called.
  package var name: String
  /// The file that describes it; nil where the environment does.
  package var file: String?
  /// What it is for.
  package var description = ""
  /// How it is reached.
  package var connection: ServerConnection
  /// How much harm a mistake on it does; nil when its file does not say.
  package var tier: Tier?
  /// Which of several equal servers comes first: that of the lowest number.
  package var priority: Int?
  /// What it can do.
  package var capabilities: [String] = []
  /// What it is used for.
  package var useCases: [String] = []
  /// How long it may take, and how often it is tried.
  package var limits = ServerLimits()
  /// Which of its tools may be called.
  package var tools = ToolPolicy()
  /// What it does with a question.
  package var query = QueryPolicy()
  /// The keys of its file that ipai does not know, with what they hold.
  package var otherKeys: [YAMLEntry] = []
  /// The names of these keys.
  package var otherKeyNames: [String] { otherKeys.map(\.key) }
  /// Why it cannot be used, such as a variable that is not set; nil when it can.
  package var fault: IpaiError?
}
