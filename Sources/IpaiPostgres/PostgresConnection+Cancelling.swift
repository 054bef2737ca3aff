import CPostgres
import Dispatch
import Synchronization

extension PostgresConnection {
  /// Ends the statement at hand without an answer. A connection whose server does not do so in time is broken, and so is one whose statement
  /// ended otherwise, or before the request had arrived: it may still come, and would end the next one.
  func abandon() async {
    isBroken = true
    guard let cancel = library.getCancel(handle.pointer) else { return }
    let request = CancelRequest(library, cancel)
    let hasArrived = Mutex(false)
    // It opens a connection of its own and blocks.
    DispatchQueue.global().async {
      request.send()
      hasArrived.withLock { $0 = true }
    }
    let end = ContinuousClock.now + Self.grace
    let wasCancelled = await Task {
      guard await self.drain(until: end) else { return false }
      while !hasArrived.withLock({ $0 }), ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(1)) }
      return hasArrived.withLock { $0 }
    }.value
    isBroken = !wasCancelled
  }

  /// Reads results until there are none left. Returns whether the statement was cancelled; false when the connection is lost or the time is
  /// over.
  private func drain(until end: ContinuousClock.Instant) async -> Bool {
    var wasCancelled = false
    while true {
      while library.isBusy(handle.pointer) == 1 {
        guard case .ready = await SocketWait.wait(library.socket(handle.pointer), writes: false, until: end),
          library.consumeInput(handle.pointer) == 1
        else { return false }
      }
      guard let result = library.getResult(handle.pointer) else { return wasCancelled }
      if failure(of: result).isCancellation { wasCancelled = true }
      let isCopying = library.resultStatus(result) == CPOSTGRES_COPY_IN
      library.clear(result)
      // The server would say that it was cancelled by this.
      if isCopying { return false }
    }
  }
}
