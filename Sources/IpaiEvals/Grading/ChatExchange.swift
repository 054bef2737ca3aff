import Foundation
import IpaiCore
import IpaiHTTP
import Synchronization

/// Requests to a service with OpenAI's interface for chats (https://platform.openai.com/docs/api-reference/chat).
struct ChatExchange: Sendable {
  /// A part of a conversation.
  struct Message: Codable, Sendable {
    let role: String
    let content: String
  }

  /// How long and how often a service is asked.
  struct Limits: Sendable {
    /// Seconds after which a request is given up.
    var timeout = 120
    /// How often a request is tried.
    var attempts = 3
    /// The longest pause before another attempt, in seconds.
    var longestPause = 20.0
  }

  private struct Body: Encodable {
    let model: String
    let messages: [Message]
  }

  private struct Answer: Decodable {
    struct Choice: Decodable { let message: Reply }
    struct Reply: Decodable { let content: String? }

    let choices: [Choice]
  }

  /// Why a request failed, and the pause after which another attempt may succeed; nil for none.
  private struct Failure: Error {
    let error: IpaiError
    var pause: Double?
  }

  let address: SecureAddress
  let model: String
  let key: Secret?
  let limits: Limits
  private let words: ForeignWords

  private static let mostBytes = 2_000_000

  init(address: SecureAddress, model: String, key: Secret?, limits: Limits) {
    self.address = address
    self.model = model
    self.key = key
    self.limits = limits
    words = ForeignWords(secrets: [key].compactMap { $0 })
  }

  /// What the model says to a conversation. Throws `IpaiError`, `CancellationError`.
  func answer(_ messages: [Message]) async throws -> String {
    let start = ContinuousClock.now
    for attempt in 1... {
      do {
        return try await ask(messages)
      } catch let failure as Failure {
        let hasTime = ContinuousClock.now - start < .seconds(limits.timeout)
        guard let pause = failure.pause, pause <= limits.longestPause, attempt < limits.attempts, hasTime else {
          throw failure.error
        }
        try await Task.sleep(for: .seconds(pause * Double(attempt)))
      }
    }
    throw unavailable("it does not answer")
  }

  private func ask(_ messages: [Message]) async throws -> String {
    let answer: HTTPSession.Answer
    do { answer = try await post(messages) } catch let failure as HTTPSession.Failure {
      if failure.isCancelled { throw CancellationError() }
      throw Failure(error: unavailable(words.line(failure.reason)), pause: failure.isTemporary ? 0.5 : nil)
    }
    guard answer.status == 200 else { throw refusal(answer) }
    guard let content = try? JSONDecoder().decode(Answer.self, from: answer.body).choices.first?.message.content else {
      throw unusable("is not that of a chat")
    }
    return content
  }

  /// Sends a conversation from a thread of its own, which waits for the answer. Throws `HTTPSession.Failure`.
  private func post(_ messages: [Message]) async throws -> HTTPSession.Answer {
    var headers = [(name: "Content-Type", value: "application/json"), (name: "Accept", value: "application/json")]
    if let key { headers.append((name: "Authorization", value: "Bearer " + key.reveal())) }
    let url = try WebAddress(address.origin + address.path + "/chat/completions")
    let body = try JSONEncoder().encode(Body(model: model, messages: messages))
    let flag = CancellationFlag()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        Thread { [headers, limits, address] in
          continuation.resume(
            with: Result {
              try HTTPSession().post(
                url, headers: headers, body: body, timeout: limits.timeout, mostBytes: Self.mostBytes,
                isDirect: address.isLoopback, isCancelled: { flag.isSet })
            })
        }.start()
      }
    } onCancel: {
      flag.set()
    }
  }

  /// Tells the thread that its task has been cancelled.
  private final class CancellationFlag: Sendable {
    private let value = Atomic<Bool>(false)

    var isSet: Bool { value.load(ordering: .relaxed) }
    func set() { value.store(true, ordering: .relaxed) }
  }

  private func refusal(_ response: HTTPSession.Answer) -> Failure {
    switch response.status {
    case 401, 403:
      return Failure(
        error: IpaiError(
          .denied, "the model at \(address.text) refuses the request (status \(response.status))",
          hint: "check the key in IPAI_GRADER_KEY"))
    case 408, 425, 429, 500...599:
      return Failure(
        error: unavailable("it answers with status \(response.status)"),
        pause: response.headers["retry-after"].flatMap(RetryAfter.seconds) ?? 0.5)
    default: return Failure(error: unavailable("it answers with status \(response.status)"))
    }
  }

  private func unavailable(_ reason: String) -> IpaiError {
    IpaiError(
      .unavailable, "the model at \(address.text) cannot be used now: \(reason)",
      hint: "check the address and the name of the model")
  }

  /// An answer that is wrong in itself.
  func unusable(_ what: String) -> IpaiError {
    IpaiError(.unavailable, "the answer of the model at \(address.text) \(words.line(what))")
  }
}
