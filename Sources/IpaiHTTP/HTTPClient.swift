package import Foundation
import IpaiCore

/// Sends requests of HTTP, many at once, and hands over responses as they come. Connections are kept for requests that follow.
package struct HTTPClient: Sendable {
  package struct Request: Sendable {
    package var method: String
    package var address: WebAddress
    package var headers: [(name: String, value: String)]
    package var body: Data

    package init(_ method: String, _ address: WebAddress, headers: [(name: String, value: String)], body: Data) {
      (self.method, self.address, self.headers, self.body) = (method, address, headers, body)
    }
  }

  package struct Response: Sendable {
    package let status: Int
    package let headers: [(name: String, value: String)]
    /// As it comes; at most 1 MB waits for its reader. Who lets go of it ends the transfer.
    package let body: AsyncThrowingStream<Data, any Error>
  }

  /// A request that got no response, or not all of it.
  package struct Failure: Error, CustomStringConvertible {
    package let reason: String
    package var description: String { reason }
    /// The request did not leave this machine.
    package let isUnsent: Bool
  }

  private let engine = HTTPEngine()

  package init() {}

  /// Returns when the header of the response is there. Redirects are not followed: what goes with a request, such as a
  /// token, is for the address that it names. Cancelled, the connection is closed.
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

  private static func isSound(_ text: String) -> Bool { !text.utf8.contains { $0 == 0 || $0 == 0x0A || $0 == 0x0D } }
}
