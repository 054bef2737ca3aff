import IpaiCore
import IpaiCorpora

/// `rag sync`: brings corpora of documents up to what their folders hold.
package enum RagSyncAction: Action {
  /// Which corpora, and whether anything is changed.
  package struct Request: ActionRequest {
    package var corpus: [String] = []
    package var dryRun = false
    package var prune = false
    package var rebuild = false
    package var embeddings: Bool?

    package init() {}
  }

  package static let name = ActionName("rag", "sync")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/rag/sync")
  package static let summary = "Bring corpora up to what their folders hold."
  package static let fields: [Field<Request>] = [
    .texts("corpus", \.corpus, maxBytes: 64, "The name of a corpus.", fallback: "all"),
    .flag("dry_run", \.dryRun, "Change nothing, and say what would be done."),
    .flag(
      "prune", \.prune, "Forget what a shared store has of a folder even if nothing of it is there any more."),
    .flag(
      "rebuild", \.rebuild, "Read every file again, and make it findable anew, for example when words of it are lost."),
    .setting("embeddings", \.embeddings, "Compute the meaning of passages, if a model is installed."),
  ]
  package static var example: Request {
    var request = Request()
    request.corpus = ["docs"]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> SyncedSources {
    try await services.working { isCancelled in
      guard let known = try services.corporaIfAny() else { throw CorpusErrors.none }
      let all = try await known.sources()
      for name in request.corpus where !all.contains(where: { $0.corpus == name }) {
        throw CorpusErrors.unknown(name, among: Set(all.map(\.corpus)).sorted())
      }
      guard !all.isEmpty else { throw CorpusErrors.none }
      let sources = all.filter { $0.isHere && (request.corpus.isEmpty || request.corpus.contains($0.corpus)) }
      if request.rebuild, !request.dryRun {
        let store = try services.corporaForWriting()
        for source in sources { try await store.renew(source.id) }
      }
      return try await services.sync(
        sources, isDry: request.dryRun, prunes: request.prune,
        embeds: request.embeddings ?? services.configuration.embeddings,
        isCancelled: isCancelled)
    }
  }

  /// Brings the sources at or beneath some folders up to what they hold.
  package static func refresh(beneath folders: [String], in services: Services) async throws -> SyncedSources {
    let roots = folders.map(RealPath.text)
    return try await services.working { isCancelled in
      guard let known = try services.corporaIfAny() else { return SyncedSources() }
      let sources = try await known.sources().filter { source in
        roots.contains { source.path == $0 || source.path.hasPrefix($0 == "/" ? $0 : $0 + "/") }
      }
      guard !sources.isEmpty else { return SyncedSources() }
      return try await services.sync(
        sources, isDry: false, prunes: false, embeds: services.configuration.embeddings, isCancelled: isCancelled)
    }
  }
}
