import Foundation
import Synchronization

@testable import IpaiTokens

/// The server of an issuer, without a net: it answers as it is told to and counts the requests.
final class KeyServer: Sendable {
  private struct State {
    var requests: [String] = []
    var answer: DocumentFetch
  }

  private let state: Mutex<State>

  init(_ answer: @escaping DocumentFetch) { state = Mutex(State(answer: answer)) }
  convenience init(_ keySet: String) { self.init { _ in KeyServer.found(keySet) } }

  var requests: [String] { state.withLock { $0.requests } }

  func change(_ answer: @escaping DocumentFetch) { state.withLock { $0.answer = answer } }
  func change(_ keySet: String) { change { _ in KeyServer.found(keySet) } }

  func fetch(_ address: String) async throws -> FetchedDocument {
    let answer = state.withLock { state in
      state.requests.append(address)
      return state.answer
    }
    return try await answer(address)
  }

  static func found(_ text: String, cacheControl: String? = nil) -> FetchedDocument {
    FetchedDocument(status: 200, body: Data(text.utf8), cacheControl: cacheControl)
  }
}
