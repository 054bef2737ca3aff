import Foundation
import IpaiAccess
import IpaiActions
import IpaiCore

/// Answers requests that are sent again with the same key as they were answered the first time.
struct RepeatedRequests: Sendable {
  private let services: Services

  /// Keeps answers in the database of `services`.
  init(_ services: Services) { self.services = services }

  /// The answer that `work` gives, or the one that it gave before. `content` is all that makes the request what it is.
  ///
  /// Throws `IpaiError(.conflict)` when the request is being answered, `IpaiError(.usage)` when the key is that of another one,
  /// and what `work` throws; then the request may be tried again.
  func answer(
    _ key: String, of caller: String, _ content: Data, _ work: () async throws -> RESTAnswer
  ) async throws -> RESTAnswer {
    let request = RepeatableRequest(caller: caller, key: key, content: content)
    let now = Timestamp(services.now())
    let claim = try await services.working { [services] _ in
      try await services.answeredRequests().claim(request, at: now)
    }
    switch claim {
    case .answered(let answer): return try JSONDecoder().decode(RESTAnswer.self, from: answer)
    case .inProgress:
      throw IpaiError(
        .conflict, "a request with this Idempotency-Key is being answered", hint: "try again in a moment")
    case .otherRequest:
      throw IpaiError(.usage, "this Idempotency-Key was used for another request", hint: "use a new one")
    case .new: return try await answerNow(request, work)
    }
  }

  private func answerNow(
    _ request: RepeatableRequest, _ work: () async throws -> RESTAnswer
  ) async throws -> RESTAnswer {
    do {
      let answer = try await work()
      let kept = try JSONEncoder().encode(answer)
      try await services.working { [services] _ in try await services.answeredRequests().finish(request, kept) }
      return answer
    } catch {
      // Also when the client has left, which stops other work of this task.
      try? await Task { [services] in
        try await services.working { _ in try await services.answeredRequests().release(request) }
      }.value
      throw error
    }
  }
}
