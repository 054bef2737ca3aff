import Foundation
import IpaiCore
import Synchronization

/// Reads the parts of an account and keeps what was read.
final class ScanReader: Sendable {
  private let client: APIClient
  private let journal: ScanJournal?
  private let report: @Sendable (ScanProgress) -> Void
  /// The hosts that a link to the next page may name.
  let accepted: Set<String>
  private let state: Mutex<State>

  private struct State {
    var facts: AccountFacts
    var done = 0
    var total = 0
    var warnings: [String] = []
    /// How many answers were taken over from a scan that was interrupted.
    var takenOver = 0
    /// When the oldest of these was read, by part.
    var readBefore: [Collection: FactTime] = [:]
  }

  /// The host that the links between pages name.
  private static let host = "api.digitalocean.com"

  /// A reader of an account that asks `client`.
  init(
    _ client: APIClient, host: String, journal: ScanJournal?, readAt: FactTime,
    report: @escaping @Sendable (ScanProgress) -> Void
  ) {
    self.client = client
    self.journal = journal
    self.report = report
    accepted = [Self.host, host]
    state = Mutex(State(facts: AccountFacts(readAt: readAt)))
  }

  /// What was read so far.
  var facts: AccountFacts { state.withLock(\.facts) }
  /// What was not as the API describes it, in words.
  var warnings: [String] { state.withLock(\.warnings) }

  /// How many answers were taken over from a scan that was interrupted.
  var takenOver: Int { state.withLock(\.takenOver) }

  /// Changes what was read.
  func update(_ change: (inout AccountFacts) -> Void) { state.withLock { change(&$0.facts) } }

  /// Notes something that is not as the API describes it.
  func warn(_ words: String) {
    state.withLock { if $0.warnings.count < 1000 { $0.warnings.append(words) } }
  }

  /// Says how much of a part was read. What an interrupted scan had read was read then.
  func set(_ collection: Collection, _ status: CollectionState.Status, _ reason: String? = nil, count: Int = 0) {
    state.withLock { state in
      let readAt = state.readBefore[collection] ?? FactTime(Timestamp(Date()))
      state.facts.states[collection] = CollectionState(status, reason: reason, readAt: readAt, count: count)
    }
  }

  // MARK: Requests

  /// What `read` makes of the answer to a GET of `path`, or what was made of it before, unless `again`.
  ///
  /// Throws `APIFailure`, `CancellationError`.
  func fetch<Value: Codable & Sendable>(
    _ path: String, _ collection: Collection, again: Bool = false, _ read: (Data) throws -> Value
  ) async throws -> Value {
    state.withLock { $0.total += 1 }
    defer { state.withLock { $0.done += 1 } }
    if !again, let stored = takeOver(path, collection, Value.self) { return stored }
    let remaining = await client.budget.remaining
    let answer = try await client.get(path) { [self] end in tell(collection, remaining, waitsUntil: Timestamp(end)) }
    let value = try read(answer.body)
    journal?.add(path, value, readAt: FactTime(Timestamp(client.now)))
    tell(collection, await client.budget.remaining)
    return value
  }

  private func takeOver<Value: Codable>(_ path: String, _ collection: Collection, _ type: Value.Type) -> Value? {
    guard let (value, readAt) = journal?.value(path, Value.self) else { return nil }
    state.withLock { state in
      state.takenOver += 1
      state.readBefore[collection] = min(state.readBefore[collection] ?? readAt, readAt)
    }
    return value
  }

  private func tell(_ collection: Collection, _ remaining: (left: Int, of: Int)?, waitsUntil: Timestamp? = nil) {
    let (done, total) = state.withLock { ($0.done + (waitsUntil == nil ? 1 : 0), $0.total) }
    report(
      ScanProgress(
        collection: collection, done: done, total: total, remaining: remaining, waitsUntil: waitsUntil))
  }

  /// An object under `key` of the answer to a GET of `path`; nil for the whole answer.
  func object<Value: Codable & Sendable>(
    _ path: String, _ collection: Collection, key: String?, as type: Value.Type = Value.self
  ) async throws -> Value {
    try await fetch(path, collection) { body in
      do {
        guard let key else { return try JSONDecoder().decode(Value.self, from: body) }
        guard let value = try JSONDecoder().decode([String: LossyElement<Value>].self, from: body)[key] else {
          throw APIFailure(kind: .unreadable, reason: "the answer has no \(key)")
        }
        guard let read = value.value else { throw APIFailure(kind: .unreadable, reason: value.problem ?? "") }
        return read
      } catch let failure as APIFailure {
        throw failure
      } catch {
        throw APIFailure(kind: .unreadable, reason: "the answer is not as expected: \(DecodingError.words(of: error))")
      }
    }
  }
}
