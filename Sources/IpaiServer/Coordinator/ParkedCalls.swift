import Foundation
import IpaiCore
import MCP
import Synchronization

/// The calls of servers that wait for a stateless client to come back with an answer.
final class ParkedCalls: Sendable {
  private let state = Mutex(State())

  private struct State {
    var calls: [String: (call: ParkedCall, principal: String?, expiry: Task<Void, Never>)] = [:]
    var isClosed = false
  }

  /// How long, in seconds, a client may take.
  private static let seconds = 600
  /// How many calls wait.
  private static let most = 1_000
  /// How many of them may be one principal's.
  private static let mostOfOne = 50

  /// Keeps a call until its client comes back, and returns what the client has to say then. Throws `RPCError`.
  func park(_ call: ParkedCall, principal: String?) throws -> String {
    let id = UUID().uuidString
    let expiry = Task { [weak self] in
      try? await Task.sleep(for: .seconds(Self.seconds))
      if !Task.isCancelled { self?.drop(id) }
    }
    let isKept = state.withLock { state in
      guard !state.isClosed, state.calls.count < Self.most else { return false }
      guard state.calls.values.count(where: { $0.principal == principal }) < Self.mostOfOne else { return false }
      state.calls[id] = (call, principal, expiry)
      return true
    }
    guard isKept else {
      expiry.cancel()
      call.cancel()
      throw RPCError.internal("too many calls wait for answers of clients; try again later")
    }
    return id
  }

  /// Takes a call that waits for this client. Throws `RPCError` when there is none.
  func take(_ id: String, principal: String?) throws -> ParkedCall {
    let found = state.withLock { state in
      guard let entry = state.calls[id], entry.principal == principal else { return nil as ParkedCall? }
      state.calls[id] = nil
      entry.expiry.cancel()
      return entry.call
    }
    guard let found else { throw RPCError.invalidParams("the call does not wait any more; start again") }
    return found
  }

  /// Gives up a call.
  func drop(_ id: String) { state.withLock { $0.calls.removeValue(forKey: id) }?.call.cancel() }

  /// Gives up all calls for good.
  func close() {
    let calls = state.withLock { state in
      defer {
        state.calls = [:]
        state.isClosed = true
      }
      return state.calls.values.map { $0 }
    }
    for entry in calls {
      entry.expiry.cancel()
      entry.call.cancel()
    }
  }
}
