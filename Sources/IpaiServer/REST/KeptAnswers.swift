import IpaiActions
import IpaiCore
import IpaiDatabase
import NIOCore
import Synchronization

/// Answers that depend on the database alone, kept until it changes, whoever changes it.
final class KeptAnswers: Sendable {
  private let services: Services
  private let state = Mutex(State())

  private struct State {
    var changes: DatabaseChanges?
    var answers: [String: TaggedAnswer] = [:]
    var bytes = 0
    /// How often answers were dropped.
    var generation = 0
  }

  /// How many bytes are kept.
  private static let mostBytes = 4 << 20

  /// Keeps answers from the database of `services`.
  init(_ services: Services) { self.services = services }

  /// The answer to a question, which `make` finds out where it is not known. Throws what `make` throws.
  func answer(_ question: String, _ make: () async throws -> RESTAnswer) async throws -> TaggedAnswer {
    // Settings decide how long a page is.
    let question = "\(services.configuration.maxResults) " + question
    guard let generation = await generation() else { return TaggedAnswer(try await make()) }
    if let known = state.withLock({ $0.answers[question] }) { return known }
    let answer = TaggedAnswer(try await make())
    keep(answer, question, generation)
    return answer
  }

  /// What is known is from before a change if the number has grown since; nil when that cannot be told.
  private func generation() async -> Int? {
    guard services.databasePath != ":memory:", services.isDatabaseInPlace else { return nil }
    return try? await services.blocking { _ in try self.dropOutdated() }
  }

  private func dropOutdated() throws -> Int {
    try state.withLock { state in
      let changes = try state.changes ?? DatabaseChanges(services.databasePath)
      state.changes = changes
      if try changes.haveHappened() {
        state.answers = [:]
        state.bytes = 0
        state.generation += 1
      }
      return state.generation
    }
  }

  private func keep(_ answer: TaggedAnswer, _ question: String, _ generation: Int) {
    state.withLock { state in
      let bytes = answer.body.readableBytes + question.utf8.count
      guard state.generation == generation, state.answers[question] == nil, state.bytes + bytes <= Self.mostBytes else {
        return
      }
      state.answers[question] = answer
      state.bytes += bytes
    }
  }
}
