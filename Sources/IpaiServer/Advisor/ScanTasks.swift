package import IpaiActions
import IpaiCore
package import Logging
import ServiceLifecycle
import Synchronization

/// Scans cloud accounts for clients of the server, one at a time, with the server's own token.
package final class ScanTasks: Service {
  private let services: Services
  private let logger: Logger
  /// The latest tasks, the oldest first.
  private let tasks = Mutex<[ScanTask]>([])
  private let orders: AsyncStream<Order>
  private let ordering: AsyncStream<Order>.Continuation

  private struct Order: Sendable {
    let id: String
    let request: AdvisorScanAction.Request
  }

  /// How many tasks are remembered.
  private static let mostTasks = 20

  /// Scans with these services.
  package init(_ services: Services, logger: Logger) {
    self.services = services
    self.logger = logger
    (orders, ordering) = AsyncStream.makeStream(of: Order.self)
  }

  /// Begins a scan. As long as one is going on, that is the one that is returned.
  func begin(_ request: AdvisorScanAction.Request) -> ScanTask {
    let (task, isNew) = tasks.withLock { tasks -> (ScanTask, Bool) in
      if let last = tasks.last, last.status == .working { return (last, false) }
      let task = ScanTask(startedAt: Timestamp(services.now()))
      tasks.append(task)
      tasks.removeFirst(max(0, tasks.count - Self.mostTasks))
      return (task, true)
    }
    if isNew { ordering.yield(Order(id: task.id, request: request)) }
    return task
  }

  /// A task; nil for one that is not remembered.
  func task(_ id: String) -> ScanTask? { tasks.withLock { tasks in tasks.first { $0.id == id } } }

  /// Scans until the process is told to end, for which it waits for nobody: what was read is kept, and the next scan goes on there.
  package func run() async throws {
    await cancelWhenGracefulShutdown { [self] in
      for await order in orders { await scan(order) }
    }
  }

  private func scan(_ order: Order) async {
    let reporting = services.reporting { [weak self] progress in
      self?.change(order.id) { task in
        task.phase = progress.phase
        task.done = progress.done
        task.total = progress.total
      }
    }
    do {
      let outcome = try await AdvisorScanAction.scan(order.request, in: reporting)
      if let trouble = outcome.trouble { throw trouble }
      end(order.id, .completed) { $0.scan = outcome.scan }
    } catch {
      fail(order.id, Self.shown(error))
    }
  }

  /// An error as clients are told of it.
  private static func shown(_ error: any Error) -> IpaiError {
    let known = error as? IpaiError
    if error is CancellationError || known?.code == .interrupted {
      return IpaiError(
        .interrupted, "the server was stopped", hint: "what was read is kept for an hour: begin the scan again")
    }
    return known ?? IpaiError(.internal, "the scan failed", cause: error)
  }

  private func fail(_ id: String, _ error: IpaiError) {
    logger.warning("a scan failed: \(error.summary)")
    let failure = ScanTask.Failure(detail: error.summary, code: error.code.rawValue, hint: error.hint)
    end(id, .failed) { $0.failure = failure }
  }

  private func end(_ id: String, _ status: ScanTask.Status, _ finish: (inout ScanTask) -> Void) {
    let now = Timestamp(services.now())
    change(id) { task in
      task.status = status
      task.phase = nil
      task.endedAt = now
      finish(&task)
    }
  }

  private func change(_ id: String, _ change: (inout ScanTask) -> Void) {
    tasks.withLock { tasks in
      guard let place = tasks.firstIndex(where: { $0.id == id }) else { return }
      change(&tasks[place])
    }
  }
}
