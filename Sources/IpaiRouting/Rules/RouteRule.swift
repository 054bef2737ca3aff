/// Where requests of a kind go, and why.
package struct RouteRule: Sendable {
  /// A server to turn to when the target does not answer.
  package struct Fallback: Sendable, Equatable {
    /// The server or an alias of it.
    package var target: String
    /// True when it may be tried even where a mistake does more harm than at the target.
    package var mayGoUp = false
  }

  /// What the rule is called.
  package var name: String
  /// The alternatives of which one has to hold.
  package var alternatives: [RouteConditions]
  /// The server or an alias of it.
  package var target: String
  /// How certain it is that the target is right, from 0 to 1.
  package var confidence: Double
  /// Why the target is right, in a sentence.
  package var reason: String
  /// Whom to turn to when the target does not answer, in order.
  package var fallback: [Fallback] = []
  /// Where it stands, such as `routes.yaml:12`; nil for a rule that is built in.
  package var place: String?
}
