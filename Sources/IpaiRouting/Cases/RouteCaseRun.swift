import IpaiCore
import Synchronization

/// Runs a case: the decision and the failover are those of the coordinator, and only the servers are not there.
package struct RouteCaseRun: Sendable {
  private let router: Router
  private let routeCase: RouteCase

  /// A run by the rules of a table.
  package init(_ table: RoutingTable, _ routeCase: RouteCase) {
    router = Router(table)
    self.routeCase = routeCase
  }

  /// What came of a case.
  package struct Outcome: Codable, Sendable, Equatable {
    /// What the case is called.
    package var name: String
    /// Where it stands.
    package var place: String
    /// Whether all was as expected.
    package var passed: Bool
    /// What was not, in sentences.
    package var failures: [String]
  }

  /// Runs the case.
  package func outcome() async -> Outcome {
    var failures: [String]
    let named = Set(routeCase.states.keys).union(routeCase.failures.keys)
    if let unknown = named.sorted().first(where: { router.table.server($0) == nil }) {
      failures = ["there is no server '\(unknown)'"]
    } else if routeCase.aggregate.isEmpty {
      failures = await routed()
    } else {
      failures = await aggregated()
    }
    return Outcome(name: routeCase.name, place: routeCase.place, passed: failures.isEmpty, failures: failures)
  }

  private struct Failure: Error {}

  private func routed() async -> [String] {
    let decision: RouteDecision
    do { decision = try router.decide(routeCase.question) } catch {
      guard let expected = routeCase.expected.error else { return ["there was an error: \(error.message)"] }
      return expected == error.code.rawValue ? [] : ["the error is \(error.code.rawValue), not \(expected)"]
    }
    let (failures, states) = (failures, states)
    let candidates = router.candidates(for: decision, routeCase.question, states)
    let run = try? await FailoverRun<Bool>(candidates) { candidate in
      guard let name = candidate.server?.name else { return .failed(.notDone, Failure()) }
      if let outcome = failures[name] { return .failed(outcome, Failure()) }
      return states[name]?.health == .down ? .failed(.notDone, Failure()) : .answered(true)
    }
    return differences(decision, candidates, run)
  }

  /// The states by the names of the servers; what is said of a server under several names holds together.
  private var states: [String: ServerState] {
    named(routeCase.states) { first, second in
      var state = first
      if second.health == .down { state.health = .down }
      if second.breaker == .open { (state.breaker, state.retrySeconds) = (.open, second.retrySeconds) }
      return state
    }
  }

  private var failures: [String: AttemptOutcome] { named(routeCase.failures) { $0 == .unknown ? $0 : $1 } }

  private func named<Value>(_ values: [String: Value], _ joined: (Value, Value) -> Value) -> [String: Value] {
    Dictionary(values.map { (router.table.server($0.key)?.name ?? $0.key, $0.value) }, uniquingKeysWith: joined)
  }

  private func differences(_ decision: RouteDecision, _ candidates: [RouteCandidate], _ run: FailoverRun<Bool>?)
    -> [String]
  {
    let expected = routeCase.expected
    var answering: RouteCandidate?
    if case .answered(_, let candidate)? = run?.ending { answering = candidate }
    var list = DifferenceList()
    if let error = expected.error { list.add("there was no error, but \(error) was expected") }
    list.compare("target", decision.rule.target, expected.target)
    list.compare("confidence", decision.rule.confidence, expected.confidence)
    list.compare("rule", decision.source == .explicit ? "explicit" : decision.rule.name, expected.rule)
    list.compare(
      "answered_by", answering?.server?.name ?? "none",
      expected.answeredBy.map { router.table.server($0)?.name ?? $0 })
    list.compare("tier", answering?.server?.tier?.rawValue ?? "none", expected.tier?.rawValue)
    list.compare("marked", answering?.isLabelled ?? false, expected.isMarked)
    list.compare("outcome", Self.outcome(run?.ending).rawValue, expected.outcome?.rawValue)
    list.compare("sends_key", candidates.first?.server?.connection.key != nil, expected.sendsKey)
    if let refusal = expected.refusal {
      let reasons = candidates.compactMap(\.refusal)
      if !reasons.contains(where: { $0.contains(refusal) }) {
        list.add("no refusal has '\(refusal)': \(reasons.isEmpty ? "there is none" : reasons.joined(separator: "; "))")
      }
    }
    return list.differences
  }

  private static func outcome(_ ending: FailoverRun<Bool>.Ending?) -> RouteCase.Outcome {
    switch ending {
    case .answered: .answered
    case .unknown: .unknown
    case .refused, nil: .notDone
    }
  }

  /// Every server answers only once all have been asked, which they never are one after the other.
  private func aggregated() async -> [String] {
    let unknown = routeCase.aggregate.filter { router.table.server($0) == nil }
    if let unknown = unknown.first {
      return routeCase.expected.error == ErrorCode.notFound.rawValue ? [] : ["there is no target '\(unknown)'"]
    }
    if let error = routeCase.expected.error { return ["there was no error, but \(error) was expected"] }
    let meeting = Meeting(of: routeCase.aggregate.count)
    let answers = await ParallelGathering.answers(of: routeCase.aggregate) { _ in await meeting.isComplete() }
    var list = DifferenceList()
    list.compare("parallel", answers.allSatisfy { $0 }, routeCase.expected.isParallel)
    return list.differences
  }
}

/// What is not as expected.
private struct DifferenceList {
  private(set) var differences: [String] = []

  mutating func add(_ difference: String) { differences.append(difference) }

  mutating func compare<Value: Equatable>(_ key: String, _ value: Value, _ expected: Value?) {
    if let expected, value != expected { add("\(key) is \(value), not \(expected)") }
  }
}

/// Lets tasks wait for one another, for a time.
private final class Meeting: Sendable {
  private let count: Int
  private let arrived = Mutex(0)
  private static let patience = 2_000

  init(of count: Int) { self.count = count }

  /// True when all have come.
  func isComplete() async -> Bool {
    arrived.withLock { $0 += 1 }
    for _ in 0..<Self.patience {
      if arrived.withLock({ $0 }) >= count { return true }
      try? await Task.sleep(for: .milliseconds(1))
    }
    return false
  }
}
