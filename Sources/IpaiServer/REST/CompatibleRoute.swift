import IpaiActions
import MCP

/// A route of the service that ipai replaces: an action at another address, with the old names and the old shape of answers.
struct CompatibleRoute: Sendable {
  /// What the answer is made of.
  enum Answer: Sendable {
    /// The outcome as it is.
    case whole
    /// The outcome as it is; where there is more, a Link field says where.
    case page
    /// The elements of this array of the outcome, each in its old shape; where there are more, a Link field says where.
    case list(of: String, @Sendable (JSON) -> JSON)
    /// The only element of this array of the outcome, in its old shape.
    case only(of: String, @Sendable (JSON) -> JSON)
    /// The outcome of another action, which is asked once the work is done for fields made of the request, in its old shape.
    case outcome(of: ActionEntry, fields: @Sendable (JSON) -> JSON, @Sendable (JSON) -> JSON)
    /// The outcome in another shape.
    case shaped(@Sendable (JSON) -> JSON)
  }

  /// Where it is, and with which method.
  let route: Route
  /// The action that does the work.
  let action: ActionEntry
  /// The keys of the action that the old names stand for; other names are passed on.
  var renamed: [String: String] = [:]
  /// Puts a request with the action's names into the form that the action takes. Throws `IpaiError(.usage)`.
  var request: @Sendable (JSON) throws -> JSON = { $0 }
  /// What the answer is made of.
  var answer = Answer.whole

  /// The schema of a body, where it is not that of the action.
  var body: JSON?
  /// A sensible request, where it is not that of the action.
  var example: JSON?
  /// The schema of the answer, where it is not that of the action's outcome.
  var schema: JSON?

  /// The name of the field that says where a page begins.
  static let cursor = "cursor"
}
