import CCurl
package import Foundation
import Synchronization

/// A connection to a server on which requests are made one after the other; the caller waits for the answers.
package final class HTTPSession: Sendable {
  /// What a server answered.
  package struct Answer: Sendable {
    /// The status, from 200 on.
    package let status: Int
    /// The headers by their names in lower case.
    package let headers: [String: String]
    /// The whole body.
    package let body: Data
  }

  /// Why there is no answer.
  package struct Failure: Error {
    /// What happened, in words.
    package let reason: String
    /// Whether another attempt may succeed.
    package let isTemporary: Bool
    /// Whether the caller asked for it.
    package let isCancelled: Bool

    /// A failure with its parts.
    package init(reason: String, isTemporary: Bool = false, isCancelled: Bool = false) {
      self.reason = reason
      self.isTemporary = isTemporary
      self.isCancelled = isCancelled
    }
  }

  /// nil when libcurl is not installed. Only used within `turn`, and freed when nobody can.
  private nonisolated(unsafe) let session: OpaquePointer?
  /// Held while a request is under way.
  private let turn = Mutex(())

  /// A session without a connection yet.
  package init() { session = ccurl_session_make() }

  deinit {
    if let session { ccurl_session_free(session) }
  }

  /// Makes a POST and waits for the answer. Redirects are not followed.
  ///
  /// `timeout` is in seconds, for all of it; a body of more than `mostBytes` is given up. `isDirect` leaves out the proxies that the
  /// environment names.
  ///
  /// - Throws: `Failure`.
  package func post(
    _ address: WebAddress, headers: [(name: String, value: String)], body: Data, timeout: Int, mostBytes: Int,
    isDirect: Bool, isCancelled: @escaping () -> Bool
  ) throws(Failure) -> Answer {
    guard let session else {
      throw Failure(reason: "libcurl is not installed")
    }
    guard headers.allSatisfy({ HTTPClient.isSound($0.name) && HTTPClient.isSound($0.value) }) else {
      throw Failure(reason: "a header has a character that none may have")
    }
    var request = HTTPTransfer.Request(address)
    // libcurl would otherwise wait for a 100 before it sends a large body.
    request.headers = headers.map { "\($0.name): \($0.value)" } + ["Expect:"]
    request.body = body
    request.stallTimeout = 0
    request.timeout = timeout
    request.isDirect = isDirect
    var received = Data()
    var isTooLarge = false
    let outcome = turn.withLock { _ in
      HTTPTransfer.run(request, session: session, isCancelled: isCancelled) { _, _, bytes in
        isTooLarge = received.count + bytes.count > mostBytes
        if !isTooLarge { received.append(contentsOf: bytes) }
        return !isTooLarge
      }
    }
    if isTooLarge {
      throw Failure(reason: "the answer has more than \(mostBytes) bytes")
    }
    guard outcome.code == CCURL_DONE else {
      throw Failure(
        reason: outcome.message, isTemporary: outcome.code == CCURL_FAILED, isCancelled: outcome.code == CCURL_STOPPED)
    }
    return Answer(status: outcome.status, headers: outcome.headers, body: received)
  }
}
