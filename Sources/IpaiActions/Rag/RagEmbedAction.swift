import IpaiCore
import IpaiCorpora
import IpaiEmbedding
import IpaiPostgres
import IpaiSearch

/// `rag embed`: computes the meaning of the passages of a corpus, with what is chosen for it.
package enum RagEmbedAction: Action {
  /// Which corpus, and with what.
  package struct Request: EmbedderRequest {
    package var corpus = ""
    package var embedder: String?
    package var model: String?
    package var dimensions: Int?
    package var keyEnv: String?
    package var queryPrefix: String?
    package var passagePrefix: String?
    package var price: Double?
    package var dryRun = false
    package var yes = false

    package init() {}
  }

  /// What it takes, and what was done.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The corpus.
    package var corpus: String
    /// What computes.
    package var embedder: ListedEmbedder
    /// How many passages had no embedding; equal ones count once.
    package var passages: Int
    /// About how many tokens they have.
    package var tokens: Int
    /// About how many seconds it takes; nil where it was not measured.
    package var seconds: Double?
    /// About how many dollars it costs; nil where no price is known.
    package var dollars: Double?
    /// How many passages can be found by meaning that could not before.
    package var embedded: Int
    /// Whether so much is sent only when `yes` is given.
    package var needsConsent: Bool

    enum CodingKeys: String, CodingKey {
      case corpus, embedder, passages, tokens, seconds, dollars, embedded
      case needsConsent = "needs_consent"
    }

    init(_ corpus: String, _ embedder: CorpusEmbedder) {
      self.corpus = corpus
      self.embedder = ListedEmbedder(embedder)
      passages = 0
      tokens = 0
      embedded = 0
      needsConsent = false
    }
  }

  package static let name = ActionName("rag", "embed")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/rag/embed")
  package static let summary = "Compute the meaning of the passages of a corpus, and choose with what."
  package static let fields: [Field<Request>] =
    [.required("corpus", \.corpus, maxBytes: 64, "The name of the corpus.")] + Request.embedderFields + [
      .flag("dry_run", \.dryRun, "Change nothing, and say how long it would take and what it would cost."),
      .flag("yes", \.yes, "Send as much as it takes to a service on another machine."),
    ]
  package static var example: Request {
    var request = Request()
    request.corpus = "docs"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { isCancelled in
      guard let known = try services.corporaIfAny() else { throw CorpusErrors.none }
      guard try await known.corpus(request.corpus) != nil else {
        throw CorpusErrors.unknown(request.corpus, among: try await known.names())
      }
      let chosen = try await known.embedders()[request.corpus] ?? .installed
      let wanted = try request.wantedEmbedder(insteadOf: chosen, in: services, isCancelled: isCancelled)
      if let wanted, !request.dryRun {
        guard try await services.corporaForWriting().set(wanted, ofCorpus: request.corpus) else {
          throw CorpusErrors.unknown(request.corpus, among: try await known.names())
        }
      }
      return try await embed(request, with: wanted ?? chosen, in: services, isCancelled)
    }
  }

  private static func embed(
    _ request: Request, with chosen: CorpusEmbedder, in services: Services,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> Outcome {
    var outcome = Outcome(request.corpus, chosen)
    guard let embedder = try services.embedder(chosen) else {
      if chosen == .none { return outcome }
      // It is not installed: opening it says so.
      _ = try services.textEncoder()
      return outcome
    }
    if let shared = try services.sharedStore() { try await PostgresVectorFilling(shared, .documents, embedder).check() }
    let filling = try services.filling(embedder, isCancelled)
    let extent = try await filling.extent(of: [request.corpus], sampled: sampled(embedder))
    outcome.passages = extent.passages
    outcome.tokens = extent.tokens
    if case .network(let known) = chosen {
      outcome.dollars = known.price.map { Double(extent.tokens) / 1e6 * $0 }
      outcome.needsConsent =
        !request.yes && !known.service.address.isLoopback && extent.tokens > Services.mostTokensUnasked
    }
    guard !request.dryRun, !outcome.needsConsent else {
      outcome.seconds = try seconds(for: extent, embedder, isCancelled)
      return outcome
    }
    outcome.embedded = try await filling.run([request.corpus], report: services.reportEmbedding)
    return outcome
  }

  /// As many texts as are sent at once, so that the time they take tells how long all take.
  private static func sampled(_ embedder: any Embedder) -> Int { embedder.isReference ? 32 : 128 }

  /// How long all takes, by how long the sample does.
  private static func seconds(
    for extent: EmbeddingExtent, _ embedder: any Embedder, _ isCancelled: @escaping @Sendable () -> Bool
  ) throws -> Double? {
    guard extent.sampleTokens > 0 else { return nil }
    let time = try ContinuousClock().measure { _ = try embedder.encode(extent.sample, isCancelled: isCancelled) }
    return (time / .seconds(1)) * Double(extent.tokens) / Double(extent.sampleTokens)
  }
}
