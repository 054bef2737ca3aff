import Foundation
import IpaiCore
import Synchronization

/// Reads the parts of an account and keeps what was read.
final class ScanReader: Sendable {
  private let client: APIClient
  private let journal: ScanJournal?
  private let report: @Sendable (ScanProgress) -> Void
  private let accepted: Set<String>
  private let state: Mutex<State>

  private struct State {
    var facts: AccountFacts
    var done = 0
    var total = 0
    var warnings: [String] = []
    var plan: RequestPlan?
  }

  /// The most pages of a list: 200 a page, 100,000 resources.
  private static let mostPages = 600
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

  /// Changes what was read.
  func update(_ change: (inout AccountFacts) -> Void) { state.withLock { change(&$0.facts) } }

  /// Notes something that is not as the API describes it.
  func warn(_ words: String) {
    state.withLock { if $0.warnings.count < 1000 { $0.warnings.append(words) } }
  }

  /// Says how much of a part was read.
  func set(_ collection: Collection, _ status: CollectionState.Status, _ reason: String? = nil, count: Int = 0) {
    update { facts in
      facts.states[collection] = CollectionState(
        status, reason: reason, readAt: FactTime(Timestamp(client.now)), count: count)
    }
  }

  /// Notes how many requests will be made from now on.
  func plan(_ requests: Int) { state.withLock { $0.plan = RequestPlan(requests, after: $0.done) } }

  /// Notes that so many more requests are needed than were planned, or fewer.
  func plan(more requests: Int) { state.withLock { $0.plan?.requests += requests } }

  // MARK: Requests

  /// What `read` makes of the answer to a GET of `path`, or what was made of it before. Throws `APIFailure`, `CancellationError`.
  func fetch<Value: Codable & Sendable>(
    _ path: String, _ collection: Collection, _ read: (Data) throws -> Value
  ) async throws -> Value {
    state.withLock { $0.total += 1 }
    defer { state.withLock { $0.done += 1 } }
    if let stored = journal?.value(path, Value.self) { return stored }
    let answer = try await client.get(path)
    let value = try read(answer.body)
    journal?.add(path, value)
    await tell(collection)
    return value
  }

  private func tell(_ collection: Collection) async {
    let (done, total) = state.withLock { state in
      guard let plan = state.plan else { return (state.done + 1, 0) }
      return plan.progress(done: state.done + 1, begun: state.total)
    }
    report(
      ScanProgress(
        collection: collection, done: done, total: total,
        leastSeconds: total > 0 ? await client.budget.leastSeconds(for: total - done) : nil,
        remaining: await client.budget.remaining, waiting: await client.budget.blockedSeconds))
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

  // MARK: Lists

  /// All pages of a list, and why it is not whole; nil when it is. What was read before a failure is returned too.
  ///
  /// Throws `APIFailure(.unauthorized)`, `CancellationError`, and the first failure where nothing was read at all.
  func list<Element: Codable & Sendable>(
    _ path: String, _ collection: Collection, key: String, as type: Element.Type = Element.self, isPaged: Bool = true
  ) async throws -> (elements: [Element], problem: String?) {
    var elements: [Element] = []
    var problem: String?
    var seen: Set<String> = []
    var total: Int?
    var next: String? = isPaged ? Self.paged(path) : path
    while let current = next {
      guard seen.insert(current).inserted, seen.count <= Self.mostPages else {
        problem = "its pages do not end: \(current.prefix(120)) comes again"
        break
      }
      do {
        let page = try await page(current, collection, key: key, as: type)
        elements += page.elements
        page.problems.forEach { warn("\(collection.title): \($0)") }
        if !page.problems.isEmpty {
          problem = "\(Count.text(page.problems.count, "resource")) cannot be read: \(page.problems[0])"
        }
        total = page.total ?? total
        next = nil
        if let link = page.next {
          next = self.path(ofLink: link)
          if next == nil { problem = "its next page is on another host: \(link.prefix(80))" }
        }
      } catch let failure as APIFailure where failure.kind != .unauthorized && !seen.isEmpty && seen.count > 1 {
        problem = "after \(elements.count): \(failure.reason)"
        break
      }
    }
    if let total, isPaged, problem == nil, total != elements.count {
      warn("\(collection.title): the API counts \(total), and lists \(elements.count)")
    }
    return (elements, problem)
  }

  private func page<Element: Codable & Sendable>(
    _ path: String, _ collection: Collection, key: String, as type: Element.Type
  ) async throws -> Page<Element> {
    try await fetch(path, collection) { body in
      let answer = try ListAnswer<Element>.read(body, key: key)
      return Page(elements: answer.elements, problems: answer.problems, next: answer.next, total: answer.total)
    }
  }

  private static func paged(_ path: String) -> String { path + (path.contains("?") ? "&" : "?") + "per_page=200" }

  /// The path of a link to the next page; nil for one that leads to another host, which must not get the token.
  private func path(ofLink link: String) -> String? {
    guard let parts = URLComponents(string: link), parts.host.map({ accepted.contains($0.lowercased()) }) ?? true,
      parts.percentEncodedPath.hasPrefix("/v2/")
    else { return nil }
    return parts.percentEncodedPath + (parts.percentEncodedQuery.map { "?" + $0 } ?? "")
  }
}
