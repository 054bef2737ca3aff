package import IpaiActions
import IpaiCommits
import IpaiCore
package import Logging
import ServiceLifecycle
import Synchronization

/// Keeps the index of repositories fresh: it looks at where HEAD points, and indexes what is new.
package final class RepositoryWatch: Service {
  private let paths: [String]
  private let services: Services
  private let logger: Logger
  private let isAwake: Mutex<Bool>

  /// How often HEAD is looked at.
  private static let interval = Duration.seconds(2)

  /// Watches the repositories around `paths`. Unless `isAwake`, it does nothing until it is woken up.
  package init(_ paths: [String], _ services: Services, isAwake: Bool = true, logger: Logger) {
    self.paths = paths
    self.services = services
    self.logger = logger
    self.isAwake = Mutex(isAwake)
  }

  /// Begins to watch, if that has not begun.
  package func wake() { isAwake.withLock { $0 = true } }

  /// Watches until the process is told to end.
  package func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        for path in self.paths { group.addTask { await self.watch(path) } }
      }
    }
  }

  private func watch(_ path: String) async {
    var indexed: String?
    var problem: String?
    while !Task.isCancelled {
      if isAwake.withLock({ $0 }) {
        do {
          indexed = try await index(path, unless: indexed)
          problem = nil
        } catch {
          // It may be deleted, and come back; what is wrong is said once. A folder of documents need not be a repository.
          let words = IpaiError.summary(of: error)
          let isNew = words != problem
          let mayBeCorpus = isNew && (error as? IpaiError)?.code == .notFound
          let isCorpus = mayBeCorpus ? await services.hasDocuments(beneath: path) : false
          if isNew, !isCorpus, !Task.isCancelled { logger.warning("\(path) is not indexed: \(words)") }
          problem = words
        }
      }
      try? await Task.sleep(for: Self.interval)
    }
  }

  /// Indexes a repository unless HEAD still points to a commit; returns the one that it points to.
  private func index(_ path: String, unless indexed: String?) async throws -> String? {
    let head = try await services.head(of: path)
    guard head != indexed, head != nil else { return indexed }
    let summary = try await services.carry(.writing) { try await CommitsIndexAction.refresh(path, in: services) }
    guard !summary.isInterrupted else { return indexed }
    logger.info("indexed \(path)", metadata: ["commits": .stringConvertible(summary.read)])
    return head
  }
}
