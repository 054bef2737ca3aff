import Foundation
import Synchronization
import Testing

@testable import MCP

/// Servers that break the rules, as functions, and their clients.
enum Faulty {
  /// Counts how often something happened.
  final class Counter: Sendable {
    private let state = Mutex(0)

    /// Counts once more and returns the number, which begins with 1.
    func next() -> Int {
      state.withLock { count in
        count += 1
        return count
      }
    }

    /// How often it happened so far.
    var count: Int { state.withLock { $0 } }
  }

  static func client(_ transport: ClientTransport, _ change: (inout Client.Options) -> Void = { _ in })
    -> Client
  {
    var options = Client.Options()
    change(&options)
    return Client(Implementation(name: "test", version: "1"), over: transport, options: options)
  }

  static func stateless(_ options: inout Client.Options) { options.mode = .stateless }
  static func handshake(_ options: inout Client.Options) { options.mode = .handshake }

  static func isMethod(_ method: String, _ request: HTTPRequest) -> Bool {
    (try? JSON(parsing: request.body))?["method"]?.string == method
  }

  static func answer(_ request: HTTPRequest, _ result: JSON) -> HTTPResponse {
    let id = (try? JSON(parsing: request.body))?["id"] ?? .null
    let body: JSON = ["jsonrpc": "2.0", "id": id, "result": result]
    return HTTPResponse(200, headers: ["Content-Type": "application/json"], body: .data(body.encoded))
  }

  static func refusal(_ request: HTTPRequest, _ status: Int, _ error: RPCError) -> HTTPResponse {
    let id = RequestID((try? JSON(parsing: request.body))?["id"])
    return HTTPResponse(
      status, headers: ["Content-Type": "application/json"],
      body: .data(RPCMessage.response(id: id, .failure(error)).encoded))
  }

  static func stream(_ text: String) -> HTTPResponse {
    HTTPResponse(200, headers: ["Content-Type": "text/event-stream"], body: .data(Data(text.utf8)))
  }

  /// What a client says about an answer that breaks the rules; nil for any other error.
  static func problem(_ error: ClientError?) -> String? {
    if case .invalidResponse(let problem)? = error { problem } else { nil }
  }

  /// The connection broke.
  struct Broken: Error {}
}
