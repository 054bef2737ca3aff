import CCurl
import Foundation
import Synchronization

/// The thread on which libcurl works on many transfers, from the first request until the engine is released.
final class HTTPEngine: Sendable {
  private let worker = Mutex<Worker?>(nil)

  /// Begins an exchange, which fails when libcurl is not installed.
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

  /// Makes an exchange go on after a pause.
  func resume(_ exchange: HTTPExchange) { worker.withLock { $0 }?.add { _ in exchange.resume() } }

  /// Ends an exchange with a `CancellationError`, unless it has ended.
  func stop(_ exchange: HTTPExchange) {
    guard !exchange.hasEnded else { return }
    exchange.end(CancellationError())
    worker.withLock { $0 }?.add { exchange.stop(on: $0) }
  }

  deinit { worker.withLock { $0 }?.end() }

  private final class Worker: Sendable {
    typealias Order = @Sendable (OpaquePointer) -> Void
    private let orders = Mutex(Orders())
    // Any thread may wake it, which happens within the lock and while it exists; only the worker's own thread does more.
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

    /// Runs something on the worker's thread.
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
