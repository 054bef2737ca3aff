import CCurl
import Foundation
import Synchronization

/// The thread on which libcurl works on many transfers, from the first request until nobody can send one any more.
final class HTTPEngine: Sendable {
  private let worker = Mutex<Worker?>(nil)

  /// Begins an exchange; it fails when libcurl is not there.
  func start(_ exchange: HTTPExchange) {
    let worker = worker.withLock { worker in
      if worker == nil { worker = Worker() }
      return worker
    }
    guard let worker else {
      return exchange.end(HTTPClient.Failure(reason: "libcurl is not installed", isUnsent: true))
    }
    worker.add { exchange.start(on: $0) }
  }

  func resume(_ exchange: HTTPExchange) { worker.withLock { $0 }?.add { _ in exchange.resume() } }

  func stop(_ exchange: HTTPExchange) {
    exchange.end(CancellationError())
    worker.withLock { $0 }?.add { exchange.stop(on: $0) }
  }

  deinit { worker.withLock { $0 }?.end() }

  private final class Worker: Sendable {
    typealias Order = @Sendable (OpaquePointer) -> Void
    private let orders = Mutex(Orders())
    // Any thread may wake it, which is done within the lock while it is there; all else the worker's own thread does.
    private nonisolated(unsafe) let engine: OpaquePointer

    private struct Orders {
      var waiting: [Order] = []
      var isEnded = false
    }

    init?() {
      guard let engine = ccurl_engine_make() else { return nil }
      self.engine = engine
      let thread = Thread { [self] in work() }
      thread.name = "http"
      thread.start()
    }

    /// Has something done on the worker's thread.
    func add(_ order: @escaping Order) {
      orders.withLock { orders in
        guard !orders.isEnded else { return }
        orders.waiting.append(order)
        ccurl_engine_wake(engine)
      }
    }

    func end() {
      orders.withLock { orders in
        orders.isEnded = true
        ccurl_engine_wake(engine)
      }
    }

    private func work() {
      var isEnded = false
      while !isEnded {
        let waiting = orders.withLock { orders in
          defer { orders.waiting = [] }
          isEnded = orders.isEnded
          return orders.waiting
        }
        for order in waiting { order(engine) }
        if !isEnded { ccurl_engine_turn(engine, 60_000) }
      }
      ccurl_engine_free(engine)
    }
  }
}
