import Foundation
import IpaiActions
import IpaiCore
import IpaiPromotion
import Synchronization

/// The index of the skills in force in the store, and their artifacts, kept until something is promoted.
final class DiscoveryShelf: Sendable {
  private let services: Services
  private let shelf: Shelf
  private let check: SharedCheck<Result<TaggedAnswer, any Error>>

  /// Shows what is in force in the store of `services`.
  init(_ services: Services) {
    self.services = services
    let shelf = Shelf()
    self.shelf = shelf
    check = SharedCheck {
      do { return .success(try await Self.lookUp(services, shelf)) } catch { return .failure(error) }
    }
  }

  /// The index as it is after the call. Throws `IpaiError`.
  func index() async throws -> TaggedAnswer { try await check.value().get() }

  private static func lookUp(_ services: Services, _ shelf: Shelf) async throws -> TaggedAnswer {
    try await services.working { isCancelled in
      guard let registry = try services.ownRegistry() else {
        return answer(try DiscoveryIndex(skills: [], ipai: nil).file())
      }
      let head = try await DiscoveryCatalog.head(of: registry)
      if let known = shelf.answer(for: head) { return known }
      var catalog = DiscoveryCatalog(registry, after: shelf.catalog, isCancelled: isCancelled)
      let index = try await catalog.index()
      let answer = answer(try index.file())
      shelf.keep(catalog, index.ipai ?? head, answer)
      return answer
    }
  }

  /// The answer ends with the line feed that the file has, and no second one.
  private static func answer(_ file: Data) -> TaggedAnswer { TaggedAnswer(RESTAnswer(file.dropLast())) }

  /// The artifact that a name stands for; nil for a name that the index does not have. Throws `IpaiError`.
  func artifact(_ name: String) async throws -> SkillArtifact? {
    _ = try await index()
    if let kept = shelf.artifact(name) { return kept }
    guard let catalog = shelf.catalog else { return nil }
    let made = try await services.working { _ in try await catalog.artifact(name) }
    // The same skill may be packed otherwise by another zlib than the one that the index was made with.
    guard let made, name.hasPrefix(made.digest.dropFirst("sha256:".count)) else { return nil }
    shelf.keep(made, name)
    return made
  }
}

/// What is kept.
private final class Shelf: Sendable {
  private let state = Mutex(State())

  private struct State {
    var head: DiscoveryIndex.Head?
    var catalog: DiscoveryCatalog?
    var answer: TaggedAnswer?
    var artifacts: [String: SkillArtifact] = [:]
    /// The names of the artifacts, the one that was asked for last at the end.
    var order: [String] = []
    var bytes = 0
  }

  /// How many bytes of artifacts are kept, and the largest of them.
  private static let mostBytes = 16 << 20
  private static let largest = 4 << 20

  var catalog: DiscoveryCatalog? { state.withLock { $0.catalog } }

  func answer(for head: DiscoveryIndex.Head) -> TaggedAnswer? {
    state.withLock { $0.head == head ? $0.answer : nil }
  }

  func keep(_ catalog: DiscoveryCatalog, _ head: DiscoveryIndex.Head, _ answer: TaggedAnswer) {
    state.withLock { state in
      state.catalog = catalog
      state.head = head
      state.answer = answer
    }
  }

  func artifact(_ name: String) -> SkillArtifact? {
    state.withLock { state in
      guard let artifact = state.artifacts[name], state.catalog?.sources[name] != nil else { return nil }
      state.order.removeAll { $0 == name }
      state.order.append(name)
      return artifact
    }
  }

  func keep(_ artifact: SkillArtifact, _ name: String) {
    guard artifact.content.count <= Self.largest else { return }
    state.withLock { state in
      guard state.artifacts.updateValue(artifact, forKey: name) == nil else { return }
      state.order.append(name)
      state.bytes += artifact.content.count
      while state.bytes > Self.mostBytes, !state.order.isEmpty {
        let oldest = state.order.removeFirst()
        state.bytes -= state.artifacts.removeValue(forKey: oldest)?.content.count ?? 0
      }
    }
  }
}
