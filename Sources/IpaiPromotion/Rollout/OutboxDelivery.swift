import Crypto
package import Foundation
import IpaiCore
package import IpaiHTTP

/// Sends the messages about promotions that wait in a registry. A message may be sent twice, always with the same key, and is never lost.
package struct OutboxDelivery: Sendable {
  /// What came of it.
  package struct Result: Codable, Equatable, Sendable {
    /// How many messages were delivered.
    package var delivered = 0
    /// The messages that were not taken, and are to be tried again.
    package var waiting: [PromotionMessage] = []
    /// Why nothing could be sent at all; nil where that is not so.
    package var failure: String?

    /// Nothing was sent, for a reason or because there was nothing to send.
    package init(failure: String? = nil) { self.failure = failure }
  }

  private let registry: any PromotionRegistry
  private let receivers: [RolloutReceiver]
  private let environment: [String: String]
  private let http: HTTPClient
  private let now: @Sendable () -> Date

  /// How long nobody else gets a message that is being sent, in seconds.
  private static let claim = 120
  /// How long a receiver may take, in seconds.
  private static let patience = 20
  /// The longest time between two tries, in seconds.
  private static let longestPause = 6.0 * 3600
  private static let mostAtOnce = 1_000

  /// Sends by `http` to the addresses of `receivers` that `environment` has.
  package init(
    _ registry: any PromotionRegistry, receivers: [RolloutReceiver] = [.n8n, .mattermost],
    environment: [String: String], http: HTTPClient,
    now: @escaping @Sendable () -> Date
  ) {
    self.registry = registry
    self.receivers = receivers
    self.environment = environment
    self.http = http
    self.now = now
  }

  /// Sends the messages that are due, and begins with none after `seconds`; with `all`, also those that are to be tried later. Throws `IpaiError` when the registry cannot be used.
  package func run(all: Bool, within seconds: Int = .max, isCancelled: () -> Bool) async throws -> Result {
    var result = Result()
    let start = ContinuousClock.now
    let waiting =
      if all {
        try await registry.messages(undelivered: true, most: Self.mostAtOnce)
      } else {
        try await registry.dueMessages(at: Timestamp(now()), most: Self.mostAtOnce)
      }
    for message in waiting {
      if isCancelled() || ContinuousClock.now - start >= .seconds(seconds) { break }
      guard var taken = try await registry.take(message.id, at: Timestamp(now()), for: Self.claim) else { continue }
      let attempt = await send(taken)
      switch attempt {
      case .taken:
        taken.delivered = Timestamp(now())
        taken.problem = nil
        result.delivered += 1
      case .refused(let problem, let pause):
        taken.problem = problem
        taken.due = Timestamp(now().addingTimeInterval(pause ?? Self.pause(taken.attempts)))
        result.waiting.append(taken)
      }
      try await registry.note(taken)
    }
    return result
  }

  private enum Attempt {
    case taken
    /// Why, and how many seconds the receiver wants to be left alone; nil where it does not say.
    case refused(String, pause: Double?)
  }

  /// Doubles with each try, with some chance so that many do not come at once.
  private static func pause(_ attempts: Int) -> Double {
    let doubled = 30 * pow(2, Double(min(attempts, 16)) - 1)
    return min(longestPause, doubled) * Double.random(in: 0.8...1.2)
  }

  private func send(_ message: PromotionMessage) async -> Attempt {
    guard let receiver = receivers.first(where: { $0.name == message.receiver }) else {
      return .refused(
        "there is no receiver '\(message.receiver)'; the file with it is named by IPAI_ROLLOUT", pause: nil)
    }
    do {
      let address = try RolloutAddress(of: receiver, in: environment)
      return try await Self.within(Self.patience) { try await post(message, to: address) }
    } catch let error as IpaiError {
      return .refused(error.message, pause: nil)
    } catch {
      return .refused("\((error as? HTTPClient.Failure)?.reason ?? "it did not answer in time")", pause: nil)
    }
  }

  private func post(_ message: PromotionMessage, to address: RolloutAddress) async throws -> Attempt {
    let body = Data(message.body.utf8)
    var headers = [
      (name: "Content-Type", value: "application/json"), (name: "Idempotency-Key", value: message.key),
    ]
    if let secret = address.secret {
      let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data(secret.reveal().utf8)))
      headers.append((name: "X-Ipai-Signature", value: "sha256=" + Array(code).hexadecimal))
    }
    // What it answers with is not read, however long it is: dropping the response closes the connection.
    let response = try await http.send(HTTPClient.Request("POST", address.address, headers: headers, body: body))
    switch response.status {
    case 200..<300: return .taken
    case 300..<400:
      return .refused("\(address.host) answers with a redirect, which is not followed", pause: nil)
    default:
      let wish = response.headers.first { $0.name.lowercased() == "retry-after" }
      let pause = wish.flatMap { RetryAfter.seconds($0.value) }.map { min($0, Self.longestPause) }
      return .refused("\(address.host) answers with the status \(response.status)", pause: pause)
    }
  }

  private static func within<Value: Sendable>(
    _ seconds: Int, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        return nil
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() ?? nil else { throw CancellationError() }
      return value
    }
  }
}
