package import IpaiActions
import IpaiCore
package import Logging
import ServiceLifecycle

/// Keeps corpora of documents fresh: it looks at the folders of theirs that are in a watched folder, and reads what has changed.
package final class DocumentWatch: Service {
  private let paths: [String]
  private let services: Services
  private let logger: Logger

  /// How long it waits at least between two looks.
  private static let interval = Duration.seconds(5)
  /// It waits so many times as long as the look before took, so that it takes a twentieth of a processor at most.
  private static let share = 20

  /// Watches what corpora have at or beneath `paths`.
  package init(_ paths: [String], _ services: Services, logger: Logger) {
    self.paths = paths
    self.services = services
    self.logger = logger
  }

  /// Watches until the process is told to end.
  package func run() async throws {
    guard !paths.isEmpty else { return }
    await cancelWhenGracefulShutdown { await self.watch() }
  }

  private func watch() async {
    var problem: String?
    while !Task.isCancelled {
      let start = ContinuousClock.now
      do {
        try await sync()
        problem = nil
      } catch {
        // What is wrong is said once.
        let words = IpaiError.summary(of: error)
        if words != problem, !Task.isCancelled { logger.warning("corpora are not kept fresh: \(words)") }
        problem = words
      }
      let pause = max(Self.interval, start.duration(to: .now) * Self.share)
      try? await Task.sleep(for: pause)
    }
  }

  private func sync() async throws {
    let outcome = try await services.carry(.writing) { try await RagSyncAction.refresh(beneath: paths, in: services) }
    for source in outcome.sources where source.added + source.updated + source.removed > 0 {
      logger.info(
        "read \(source.path)",
        metadata: [
          "corpus": .string(source.corpus), "added": .stringConvertible(source.added),
          "updated": .stringConvertible(source.updated), "removed": .stringConvertible(source.removed),
        ])
    }
  }
}
