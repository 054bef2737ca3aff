import Foundation
import IpaiHTTP
import Synchronization

/// The connections to a service, which are kept for later requests, and the pause that it asked for, which holds for all of them.
final class ServiceConnections: Sendable {
  private struct State {
    var idle: [HTTPSession] = []
    var pausedUntil: Date?
  }

  private let state = Mutex(State())

  /// A connection that nobody uses.
  func take() -> HTTPSession { state.withLock { $0.idle.popLast() } ?? HTTPSession() }

  /// Keeps a connection for the next request.
  func giveBack(_ session: HTTPSession) { state.withLock { $0.idle.append(session) } }

  /// No request begins before; nil when the service has not asked for a pause.
  var pausedUntil: Date? { state.withLock { $0.pausedUntil } }

  /// Lets no request begin before `end`.
  func pause(until end: Date) { state.withLock { $0.pausedUntil = max(end, $0.pausedUntil ?? end) } }
}
