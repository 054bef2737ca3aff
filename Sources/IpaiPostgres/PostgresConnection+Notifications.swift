import CPostgres
import IpaiCore

extension PostgresConnection {
  /// Waits until the server tells of something that this connection listens to (LISTEN), at most for a time. Returns whether it did.
  package func isNotified(within time: Duration) async throws -> Bool {
    let deadline = ContinuousClock.now + time
    while true {
      if takeNotifications() { return true }
      switch await SocketWait.wait(library.socket(handle.pointer), writes: false, until: deadline) {
      case .ready: guard library.consumeInput(handle.pointer) == 1 else { throw lost() }
      case .timedOut: return false
      case .cancelled: throw IpaiError(.interrupted, "interrupted")
      }
    }
  }

  private func takeNotifications() -> Bool {
    var hasAny = false
    while let notification = library.notifies(handle.pointer) {
      library.freemem(notification)
      hasAny = true
    }
    return hasAny
  }
}
