package import Foundation
import IpaiCore

/// Sends many HTTP requests at once and hands over the responses as they arrive. Connections are kept for later requests.
package struct HTTPClient: Sendable {
  /// A request.
  package struct Request: Sendable {
    /// The method, such as `GET`.
    package var method: String
    /// The address that it is sent to.
    package var address: WebAddress
    /// The headers in their order; a name may occur more than once.
    package var headers: [(name: String, value: String)]
    /// The body; empty for none.
    package var body: Data
    /// How TLS is spoken.
    package var tls = TLS()

    /// A request with its parts.
    package init(_ method: String, _ address: WebAddress, headers: [(name: String, value: String)], body: Data) {
      self.method = method
      self.address = address
      self.headers = headers
      self.body = body
    }
  }

  /// How TLS is spoken with a server. All are paths of files in the PEM format.
  package struct TLS: Sendable {
    /// The authorities that are believed; nil for those of the system.
    package var authorities: String?
    /// The client's own certificate.
    package var certificate: String?
    /// The key of that certificate.
    package var key: String?

    /// The authorities of the system, and no certificate.
    package init() {}
  }

  /// A response whose body may still be arriving.
  package struct Response: Sendable {
    /// The status, from 200 on.
    package let status: Int
    /// The headers in their order.
    package let headers: [(name: String, value: String)]
    /// The parts of the body as they arrive; at most 1 MB waits for the reader. Releasing the stream ends the transfer.
    package let body: AsyncThrowingStream<Data, any Error>
  }

  /// The error of a request that got no response, or not all of it.
  package struct Failure: Error, CustomStringConvertible {
    /// What happened, in the words of libcurl.
    package let reason: String
    /// The reason.
    package var description: String { reason }
    /// True when the request did not leave this machine.
    package let isUnsent: Bool
  }

  private let engine = HTTPEngine()

  /// A client with connections of its own; its thread starts with the first request.
  package init() {}

  /// Sends a request and returns when the header of the response has arrived.
  ///
  /// Redirects are not followed, because what goes with a request, such as a token, is meant for the address that it names.
  /// Cancelling the task closes the connection.
  ///
  /// - Throws: `Failure`, `CancellationError`.
  package func send(_ request: Request) async throws -> Response {
    for (name, value) in request.headers where !Self.isSound(name) || !Self.isSound(value) {
      throw Failure(reason: "the header '\(name.prefix(40))' has a character that none may have", isUnsent: true)
    }
    let exchange = HTTPExchange(request)
    return try await withTaskCancellationHandler {
      engine.start(exchange)
      return try await exchange.response { [engine] in
        engine.resume(exchange)
      } stop: { [engine] in
        engine.stop(exchange)
      }
    } onCancel: {
      engine.stop(exchange)
    }
  }

  /// Whether a text may be the name or the value of a header.
  static func isSound(_ text: String) -> Bool { !text.utf8.contains { $0 == 0 || $0 == 0x0A || $0 == 0x0D } }
}
