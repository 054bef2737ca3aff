import Foundation
import IpaiCore

/// What other rules would have decided on requests of which only features are known.
package struct DecisionReplay: Sendable {
  private let table: RoutingTable

  /// Decides by a table.
  package init(_ table: RoutingTable) { self.table = table }

  /// A decision that would be another.
  package struct Change: Codable, Sendable, Equatable {
    /// The line of the log, from 1 on.
    package var line: Int
    /// When it was made.
    package var time: String
    /// The rule that decided; nil where none did.
    package var rule: String?
    /// The target that it chose.
    package var target: String
    /// The rule that would decide now; nil where none does.
    package var newRule: String?
    /// The target that would be chosen; nil when the log does not have what that depends on.
    package var newTarget: String?
    /// What the rules ask for and the log does not have.
    package var missing: [String]

    enum CodingKeys: String, CodingKey {
      case line, time, rule, target, missing
      case newRule = "new_rule"
      case newTarget = "new_target"
    }
  }

  /// The change for a record; nil when the decision would be the same.
  package func change(_ record: DecisionRecord, line: Int) -> Change? {
    // A caller who names a target gets it, whatever the rules say.
    if record.source == .explicit { return nil }
    let (rule, missing) = rule(for: record)
    var change = Change(
      line: line, time: record.time, rule: record.rule, target: record.target, newRule: nil, newTarget: nil,
      missing: missing)
    guard missing.isEmpty else { return change }
    change.newRule = rule?.name
    change.newTarget = (rule ?? table.fallback).target
    return change.newTarget == record.target ? nil : change
  }

  /// The first rule that holds; what the log lacks when that cannot be said.
  private func rule(for record: DecisionRecord) -> (RouteRule?, missing: [String]) {
    let time = try? Date(record.time, strategy: .iso8601)
    let known = Known(has: Set(record.has), lacks: Set(record.lacks))
    for rule in table.rules {
      var missing: [String] = []
      for alternative in rule.alternatives {
        switch known.verdict(on: alternative, at: time) {
        case .holds: return (rule, [])
        case .fails: break
        case .unknown(let features): missing += features
        }
      }
      if !missing.isEmpty { return (nil, missing) }
    }
    return (nil, [])
  }

  private struct Known {
    let has: Set<String>
    let lacks: Set<String>

    enum Verdict {
      case holds, fails
      case unknown([String])
    }

    func verdict(on conditions: RouteConditions, at time: Date?) -> Verdict {
      if let window = conditions.window {
        guard let time else { return .unknown(["time"]) }
        if !window.contains(time) { return .fails }
      }
      var missing: [String] = []
      for features in conditions.features {
        let texts = features.map(\.text)
        if texts.contains(where: has.contains) { continue }
        let unknown = texts.filter { !lacks.contains($0) }
        if unknown.isEmpty { return .fails }
        missing += unknown
      }
      return missing.isEmpty ? .holds : .unknown(missing)
    }
  }
}
