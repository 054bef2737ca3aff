/// A server that may answer a request, in the order in which it would be tried.
package struct RouteCandidate: Sendable {
  /// The name by which the rule calls it.
  package var target: String
  /// The server; nil when there is none of that name.
  package var server: RoutedServer?
  /// Whether it may be tried, and why not.
  package var refusal: String?
  /// The refusal comes from the state of the server, which changes, and not from the rules.
  package var isTemporary = false
  /// The call is made although the server's breaker is open, because no other server can answer it.
  package var ignoresBreaker = false
  /// What the call does on it.
  package var effect: CallEffect
  /// True when the answer has to say which tier it came from, because that is not the tier of the target.
  package var isLabelled = false
  /// What is known of the server.
  package var state: ServerState
}
