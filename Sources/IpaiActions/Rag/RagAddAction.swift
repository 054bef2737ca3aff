import IpaiCore
import IpaiCorpora

/// `rag add`: adds folders and files to a corpus of documents.
package enum RagAddAction: Action {
  /// Which folders and files, and which of what is in them.
  package struct Request: EmbedderRequest {
    package var path: [String] = []
    package var corpus = ""
    package var include: [String] = []
    package var exclude: [String] = []
    package var embeddings: Bool?
    package var embedder: String?
    package var model: String?
    package var dimensions: Int?
    package var keyEnv: String?
    package var queryPrefix: String?
    package var passagePrefix: String?
    package var price: Double?

    package init() {}
  }

  package static let name = ActionName("rag", "add")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/rag/add")
  package static let summary = "Add folders of documents or source code to a corpus, so that they can be found."
  package static let fields: [Field<Request>] =
    [
      .requiredPaths("path", \.path, "A folder or a file."),
      .required("corpus", \.corpus, maxBytes: 64, "The name of the corpus, which is made if there is none."),
      .texts("include", \.include, "Take only files whose paths match this pattern.", fallback: "all"),
      .texts("exclude", \.exclude, "Leave out files whose paths match this pattern.", fallback: "none"),
      .setting("embeddings", \.embeddings, "Compute the meaning of passages, if a model is installed."),
    ] + Request.embedderFields
  package static var example: Request {
    var request = Request()
    request.path = ["/home/ann/project/docs"]
    request.corpus = "docs"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> SyncedSources {
    try CorpusName.check(request.corpus)
    for path in request.path {
      guard let status = FileStatus(path) else { throw IpaiError(.notFound, "there is no \(path)") }
      guard status.kind == .folder || status.kind == .file else {
        throw IpaiError(.usage, "\(path) is neither a folder nor a regular file")
      }
    }
    return try await services.working { isCancelled in
      let store = try services.corporaForWriting()
      let embedder = try await newEmbedder(request, store, services, isCancelled)
      let date = Timestamp(services.now())
      var sources: [StoredSource] = []
      for path in request.path {
        var source = NewSource(corpus: request.corpus, path: RealPath.text(path))
        source.include = request.include
        source.exclude = request.exclude
        sources.append(try await store.add(source, embedder: embedder, at: date))
      }
      return try await services.sync(
        sources, isDry: false, prunes: false, embeds: request.embeddings ?? services.configuration.embeddings,
        isCancelled: isCancelled
      )
    }
  }

  /// The embedder for a corpus that is new. Throws `IpaiError(.conflict)` when the corpus has another one than is asked for.
  private static func newEmbedder(
    _ request: Request, _ store: any CorpusStore, _ services: Services,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> CorpusEmbedder? {
    let before = try await store.embedders()[request.corpus] ?? .installed
    let wanted = try request.wantedEmbedder(insteadOf: before, in: services, isCancelled: isCancelled)
    guard let wanted, try await store.corpus(request.corpus) != nil else { return wanted }
    // The service took its time, and another process may have made the corpus meanwhile.
    let known = try await store.embedders()[request.corpus] ?? .installed
    guard known.isSame(as: wanted) else {
      throw IpaiError(
        .conflict, "the corpus '\(request.corpus)' has another embedder: \(ListedEmbedder(known).text)",
        hint: "leave out the embedder, or change that of the corpus: ipai rag embed \(request.corpus) --embedder ...")
    }
    return nil
  }
}
