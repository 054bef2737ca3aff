import Foundation

/// A request and what is to come of it, to test rules with.
package struct RouteCase: Sendable {
  /// What the case is called.
  package var name: String
  /// Where it stands, such as `cases.yaml:3`.
  package var place: String
  /// The request.
  var question: RouteQuestion
  /// What is known of the servers, by their names or aliases.
  var states: [String: ServerState] = [:]
  /// The servers, by their names or aliases, that get the call and do not answer it, with what is then known of the call.
  var failures: [String: AttemptOutcome] = [:]
  /// The servers that are asked at the same time; empty for a request to one.
  var aggregate: [String] = []
  /// What is to come of it.
  var expected = Expectation()

  /// How a request ends.
  enum Outcome: String, CaseIterable, Sendable {
    case answered, unknown
    case notDone = "not_done"
  }

  /// What is to come of a case; what is nil is not looked at.
  struct Expectation: Sendable {
    var target: String?
    var confidence: Double?
    var rule: String?
    /// The server or alias that answers; "none" when the request is refused.
    var answeredBy: String?
    var tier: Tier?
    /// A part of the reason why the request is refused.
    var refusal: String?
    /// Whether the answer says which tier it came from.
    var isMarked: Bool?
    /// Whether the server is sent a key of its own.
    var sendsKey: Bool?
    /// Whether all servers are asked at the same time.
    var isParallel: Bool?
    /// How it ends: answered, not_done, or unknown when a server may have done the work.
    var outcome: Outcome?
    /// The code of the error, such as `not_found`.
    var error: String?
  }
}
