import IpaiCore

/// What is noted of a decision: what counted, and nothing of what was asked.
package struct DecisionRecord: Codable, Sendable, Equatable {
  /// Tells the request apart from others; nil where that is not known.
  package var operation: String?
  /// When it was made (RFC 3339).
  package var time: String
  /// What decided.
  package var source: RouteDecision.Source
  /// The rule that decided; nil where none did.
  package var rule: String?
  /// The target that the rule names.
  package var target: String
  /// The confidence of the rule.
  package var confidence: Double
  /// What the call does.
  package var effect: CallEffect
  /// The tool that was called; nil for a question.
  package var tool: String?
  /// What the rules ask for and the request had, such as `words:oca`.
  package var has: [String]
  /// What the rules ask for and the request did not have.
  package var lacks: [String]
  /// The server that answered; nil when none did.
  package var answeredBy: String?
  /// `ok`, or what kind of failure it was; nil while nobody knows.
  package var outcome: String?
  /// How long it took, in milliseconds.
  package var milliseconds: Double?

  enum CodingKeys: String, CodingKey {
    case operation, time, source, rule, target, confidence, effect, tool, has, lacks, outcome, milliseconds
    case answeredBy = "answered_by"
  }

  /// The record of a decision by the rules of a table.
  package init(_ decision: RouteDecision, _ question: RouteQuestion, effect: CallEffect, _ table: RoutingTable) {
    let features = table.features
    let held = Set(features.filter(question.has))
    time = Timestamp(question.time).rfc3339
    source = decision.source
    rule = decision.source == .rule ? decision.rule.name : nil
    target = decision.rule.target
    confidence = decision.rule.confidence
    self.effect = effect
    tool = question.tool
    has = features.filter(held.contains).map(\.text)
    lacks = features.filter { !held.contains($0) }.map(\.text)
  }
}
