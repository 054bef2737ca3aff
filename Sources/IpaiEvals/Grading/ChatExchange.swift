import Foundation
import IpaiCore
import IpaiHTTP

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
  private let client = HTTPClient()
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
    for attempt in 1... {
      do {
        return try await withTimeLimit { try await ask(messages) }
      } catch let failure as Failure {
        guard let pause = failure.pause, pause <= limits.longestPause, attempt < limits.attempts else {
          throw failure.error
        }
        try await Task.sleep(for: .seconds(pause * Double(attempt)))
      }
    }
    throw unavailable("it does not answer")
  }

  private func ask(_ messages: [Message]) async throws -> String {
    do {
      let response = try await client.send(request(messages))
      var body = Data()
      for try await part in response.body {
        body.append(part)
        if body.count > Self.mostBytes { throw unusable("has more than \(ByteCount.text(Self.mostBytes))") }
      }
      guard response.status == 200 else { throw refusal(response) }
      guard let content = try? JSONDecoder().decode(Answer.self, from: body).choices.first?.message.content else {
        throw unusable("is not that of a chat")
      }
      return content
    } catch let failure as HTTPClient.Failure {
      throw Failure(error: unavailable(words.line(failure.reason)), pause: 0.5)
    }
  }

  private func request(_ messages: [Message]) throws -> HTTPClient.Request {
    var headers = [(name: "Content-Type", value: "application/json"), (name: "Accept", value: "application/json")]
    if let key { headers.append((name: "Authorization", value: "Bearer " + key.reveal())) }
    return HTTPClient.Request(
      "POST", try WebAddress(address.origin + address.path + "/chat/completions"), headers: headers,
      body: try JSONEncoder().encode(Body(model: model, messages: messages)))
  }

  private func withTimeLimit(_ work: @escaping @Sendable () async throws -> String) async throws -> String {
    try await withThrowingTaskGroup(of: String.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: .seconds(limits.timeout))
        throw Failure(error: unavailable("it does not answer within \(limits.timeout) seconds"))
      }
      return try await group.next() ?? ""
    }
  }

  private func refusal(_ response: HTTPClient.Response) -> Failure {
    switch response.status {
    case 401, 403:
      return Failure(
        error: IpaiError(
          .denied, "the model at \(address.text) refuses the request (status \(response.status))",
          hint: "check the key in IPAI_GRADER_KEY"))
    case 408, 425, 429, 500...599:
      let wanted = response.headers.first { $0.name.lowercased() == "retry-after" }
      return Failure(
        error: unavailable("it answers with status \(response.status)"),
        pause: wanted.flatMap { RetryAfter.seconds($0.value) } ?? 0.5)
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
