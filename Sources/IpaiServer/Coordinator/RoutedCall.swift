import Foundation
import IpaiCore
import IpaiRouting
import IpaiUpstreams
import MCP

/// A request that is decided on, sent and noted.
struct RoutedCall: Sendable {
  private let coordinator: Coordinator
  private let question: RouteQuestion
  private let operation: String
  private let caller: String?

  /// A request for the coordinator to route. `operation` tells it apart from others.
  init(_ coordinator: Coordinator, _ question: RouteQuestion, operation: String, caller: String?) {
    self.coordinator = coordinator
    self.question = question
    self.operation = operation
    self.caller = caller
  }

  /// The answer of a server, and which one it was.
  struct Answer<Value: Sendable>: Sendable {
    let answer: Value
    let candidate: RouteCandidate
    let decision: RouteDecision
  }

  /// Sends the request to those that may answer it until one does.
  ///
  /// `isAllowed`: whether the caller may make a call with an effect. Throws `RouteRefusal` when no server answered, `IpaiError`
  /// for a target that there is not, and what `attempt` throws.
  func run<Value: Sendable>(
    isAllowed: (CallEffect) -> Bool, _ attempt: (RouteCandidate) async throws -> AttemptResult<Value>
  ) async throws -> Answer<Value> {
    let start = ContinuousClock.now
    let router = coordinator.router
    let decision = try router.decide(question)
    var candidates = router.candidates(for: decision, question, coordinator.states(tool: question.tool))
    for index in candidates.indices {
      guard let refusal = refusal(of: candidates[index], isAllowed) else { continue }
      candidates[index].refusal = refusal
      candidates[index].isTemporary = false
    }
    let run = try await FailoverRun<Value>(candidates, attempt: attempt)
    var answeredBy: String?
    defer { note(decision, candidates, answeredBy, run.outcomeName, ContinuousClock.now - start) }
    switch run.ending {
    case .answered(let answer, let candidate):
      answeredBy = candidate.server?.name
      return Answer(answer: answer, candidate: candidate, decision: decision)
    case .unknown(let attempt): throw RouteRefusal(unknown: attempt, operation)
    case .refused:
      throw RouteRefusal(refused: candidates, run.attempts.map { ($0.server, $0.error) }, operation)
    }
  }

  /// Why a caller may not make a call.
  static let readOnly = "the key may only read, and this may write"

  private func refusal(of candidate: RouteCandidate, _ isAllowed: (CallEffect) -> Bool) -> String? {
    guard isAllowed(candidate.effect) else { return Self.readOnly }
    guard let tool = question.tool, let server = candidate.server else { return nil }
    return coordinator.catalog.refusal(of: tool, of: server).map { "the tool '\(tool)' is withheld: \($0)" }
  }

  private func note(
    _ decision: RouteDecision, _ candidates: [RouteCandidate], _ answeredBy: String?, _ outcome: String,
    _ time: Duration
  ) {
    guard coordinator.decisions.isOn else { return }
    var record = DecisionRecord(
      decision, question, effect: candidates.first?.effect ?? .write, coordinator.router.table)
    record.operation = operation
    record.answeredBy = answeredBy
    record.outcome = outcome
    record.milliseconds = (time / .milliseconds(1) * 10).rounded() / 10
    coordinator.decisions.note(record)
  }
}

extension FailoverRun {
  /// How the run ended, for logs.
  fileprivate var outcomeName: String {
    switch ending {
    case .answered: "ok"
    case .unknown: "unknown"
    case .refused: attempts.last.flatMap { ($0.error as? UpstreamFailure)?.kind.rawValue } ?? "refused"
    }
  }
}
