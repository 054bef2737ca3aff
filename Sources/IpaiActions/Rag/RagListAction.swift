package import IpaiCore
import IpaiCorpora

/// `rag list`: the corpora of documents.
package enum RagListAction: Action {
  /// Asks for all corpora.
  package struct Request: ActionRequest {
    package init() {}
  }

  /// The corpora.
  package struct Outcome: ListOutcome, Equatable {
    /// By name.
    package var items: [ListedCorpus]

    enum CodingKeys: String, CodingKey {
      case items = "corpora"
    }
  }

  package static let name = ActionName("rag", "list")
  package static let effect = Effect.read
  package static let dependsOnDatabaseAlone = true
  package static let route = Route(.get, "/rag/corpora")
  package static let summary = "List the corpora of documents and source code."
  package static let fields: [Field<Request>] = []
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { _ in
      guard let store = try services.corporaIfAny() else { return Outcome(items: []) }
      let sources = try await store.sources()
      let embedders = try await store.embedders()
      return Outcome(
        items: try await store.corpora().map { corpus in
          ListedCorpus(corpus, sources.filter { $0.corpus == corpus.name }, embedders[corpus.name])
        })
    }
  }
}

/// A corpus in a list.
package struct ListedCorpus: Codable, Sendable, Equatable {
  /// A folder or file of a corpus.
  package struct Source: Codable, Sendable, Equatable {
    /// The absolute path.
    package var path: String
    /// Which files are taken; all when there are no patterns.
    package var include: [String]
    /// Which files are left out.
    package var exclude: [String]
    /// When all of it was read last; nil before that, or when that was interrupted.
    package var synced: Timestamp?
  }

  /// The name.
  package var corpus: String
  /// How many files it has.
  package var files: Int
  /// How many files were left out.
  package var skipped: Int
  /// How many passages its files have.
  package var passages: Int
  /// When it was added.
  package var added: Timestamp
  /// What computes the meaning of its passages.
  package var embedder: ListedEmbedder
  /// What it is made of.
  package var sources: [Source]

  init(_ stored: StoredCorpus, _ sources: [StoredSource], _ embedder: CorpusEmbedder?) {
    corpus = stored.name
    files = stored.files
    skipped = stored.skipped
    passages = stored.passages
    added = stored.added
    self.embedder = ListedEmbedder(embedder ?? .installed)
    self.sources = sources.map { source in
      Source(path: source.path, include: source.include, exclude: source.exclude, synced: source.synced)
    }
  }
}
