import Foundation
import Hummingbird
package import IpaiActions
import IpaiCommits
import IpaiCore
import NIOCore

/// Answers Prometheus, with what was counted and with the state of the process and the store at this moment.
package struct MetricsRoute: Sendable {
  private let registry: PrometheusRegistry
  private let metrics: ServerMetrics
  private let services: Services

  /// A route that tells what `registry` holds.
  package init(_ registry: PrometheusRegistry, _ services: Services) {
    self.registry = registry
    self.services = services
    metrics = ServerMetrics(registry)
  }

  /// All metrics as text. What cannot be found out is left out.
  func response() async -> Response {
    measureProcess()
    // What takes too long is left out as well.
    try? await Deadline.run(Self.limit) { await measureStore() }
    return Response(
      status: .ok,
      headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: registry.text)))
  }

  /// How long the store may take.
  private static let limit = Duration.seconds(5)

  private func measureProcess() {
    let usage = ProcessUsage.now
    metrics.show("process_cpu_seconds_total", usage.cpuSeconds)
    if let bytes = usage.residentBytes { metrics.show("process_resident_memory_bytes", Double(bytes)) }
    if let count = usage.openDescriptors { metrics.show("process_open_fds", Double(count)) }
  }

  private func measureStore() async {
    if !services.configuration.hasStore, let bytes = FileStatus(services.databasePath)?.size {
      metrics.show("ipai_store_bytes", Double(bytes))
    }
    if let counts = try? await StatusAction.run(.init(), in: services).stats {
      metrics.show("ipai_store_commits", Double(counts.indexedCommits))
      metrics.show("ipai_store_skills", Double(counts.skills))
      metrics.show("ipai_store_conversations", Double(counts.activeConversations))
    }
    let now = services.now().timeIntervalSince1970
    let repositories = try? await CommitsRepositoriesAction.run(.init(), in: services).items
    for repository in repositories ?? [] {
      let age = max(0, now - Double(repository.indexedAt.seconds))
      metrics.show("ipai_index_age_seconds", age.rounded(), [("repository", repository.repository)])
    }
  }
}
