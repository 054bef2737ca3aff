import IpaiActions
import IpaiCore
import IpaiDatabase
import NIOCore
import Synchronization

/// Answers that depend on the local database alone, kept until it changes, whoever changes it. Those of a PostgreSQL database are not kept.
final class KeptAnswers: Sendable {
  private let services: Services
  private let answers: AnswerStore
  private let generation: SharedCheck<Int?>

  /// Keeps answers from the database of `services`.
  init(_ services: Services) {
    let answers = AnswerStore(services.databasePath)
    self.services = services
    self.answers = answers
    generation = SharedCheck { try? await services.blocking { _ in try answers.dropOutdated() } }
  }

  /// The answer to a question, which `make` finds out where it is not known. Throws what `make` throws.
  func answer(_ question: String, _ make: () async throws -> RESTAnswer) async throws -> TaggedAnswer {
    guard !services.configuration.hasStore, services.databasePath != ":memory:", services.isDatabaseInPlace,
      let generation = await generation.value()
    else { return TaggedAnswer(try await make()) }
    // Settings decide how long a page is, and may change meanwhile.
    let length = services.configuration.maxResults
    let question = "\(length) " + question
    if let known = answers.known(question) { return known }
    let answer = TaggedAnswer(try await make())
    if services.configuration.maxResults == length { answers.keep(answer, question, generation) }
    return answer
  }
}

/// The answers that are kept.
private final class AnswerStore: Sendable {
  private let path: String
  private let state = Mutex(State())

  private struct State {
    var changes: DatabaseChanges?
    var answers: [String: TaggedAnswer] = [:]
    var bytes = 0
    /// How often the database has changed.
    var generation = 0

    mutating func clear() {
      answers = [:]
      bytes = 0
    }
  }

  /// How many bytes are kept.
  private static let mostBytes = 4 << 20

  /// No answers, from the database at a path.
  init(_ path: String) { self.path = path }

  /// Drops all answers if the database has changed. Returns how often it has. Throws `IpaiError`. One call at a time.
  func dropOutdated() throws -> Int {
    let changes = try state.withLock { $0.changes } ?? DatabaseChanges(path)
    let haveHappened = try changes.haveHappened()
    return state.withLock { state in
      state.changes = changes
      guard haveHappened else { return state.generation }
      state.clear()
      state.generation += 1
      return state.generation
    }
  }

  func known(_ question: String) -> TaggedAnswer? { state.withLock { $0.answers[question] } }

  /// Keeps an answer that was found out after `generation` was read.
  func keep(_ answer: TaggedAnswer, _ question: String, _ generation: Int) {
    state.withLock { state in
      let bytes = answer.body.readableBytes + question.utf8.count
      guard state.generation == generation, state.answers[question] == nil, bytes <= Self.mostBytes else { return }
      if state.bytes + bytes > Self.mostBytes { state.clear() }
      state.answers[question] = answer
      state.bytes += bytes
    }
  }
}
