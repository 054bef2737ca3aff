package import IpaiActions
import IpaiCore
package import Logging
import ServiceLifecycle

/// Sends the messages about promotions that wait in the store, whoever promoted.
package final class OutboxWatch: Service {
  private let services: Services
  private let interval: Duration
  private let logger: Logger

  /// Looks for messages at every `interval`.
  package init(_ services: Services, every interval: Duration = .seconds(60), logger: Logger) {
    self.services = services
    self.interval = interval
    self.logger = logger
  }

  /// Sends until the process is told to end, for which it waits for nobody.
  package func run() async throws {
    await cancelWhenGracefulShutdown { await self.watch() }
  }

  private func watch() async {
    var problem: String?
    while !Task.isCancelled {
      do {
        let delivered = try await services.deliverDueMessages()
        if delivered > 0 {
          logger.info("messages about promotions were delivered", metadata: ["count": .stringConvertible(delivered)])
        }
        problem = nil
      } catch {
        // What is wrong is said once.
        let words = IpaiError.summary(of: error)
        if words != problem, !Task.isCancelled { logger.warning("messages about promotions are not sent: \(words)") }
        problem = words
      }
      try? await Task.sleep(for: interval)
    }
  }
}
