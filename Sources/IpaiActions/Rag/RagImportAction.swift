import Foundation
import IpaiCore
import IpaiCorpora
import MCP

/// `rag import`: keeps texts in a corpus that are not files.
package enum RagImportAction: Action {
  /// What to keep, and where.
  package struct Request: ActionRequest {
    package var corpus = ""
    package var documents: [ImportedDocument] = []
    package var embeddings: Bool?

    package init() {}
  }

  /// A text with what is known of it.
  package struct ImportedDocument: Codable, Sendable, Equatable {
    /// The text.
    package var text: String
    /// What is known of it, by which searches can be filtered.
    package var metadata: [String: AnyJSON]?
    /// Tells it from other texts of the corpus, and replaces one that is there; nil for an id that is derived from the text.
    package var id: String?
  }

  /// What was imported.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The corpus.
    package var corpus: String
    /// How many texts are new.
    package var added = 0
    /// How many have changed.
    package var updated = 0
    /// How many are as they were.
    package var unchanged = 0
    /// How many passages can be found by meaning that could not before.
    package var embedded = 0
    /// What could not be computed yet.
    package var waiting: [WaitingPassages] = []
  }

  /// How many texts are kept in one transaction.
  private static let batch = 500

  package static let name = ActionName("rag", "import")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/rag/import")
  package static let summary = "Keep texts in a corpus that are not files, such as tickets or answers."
  package static let fields: [Field<Request>] = [
    .required("corpus", \.corpus, maxBytes: 64, "The name of the corpus, which is made if there is none."),
    .objects("documents", \.documents, maxCount: 1_000_000, "The texts: text, metadata and id of each."),
    .setting("embeddings", \.embeddings, "Compute the meaning of passages, if a model is installed."),
  ]
  package static var example: Request {
    var request = Request()
    request.corpus = "tickets"
    request.documents = [
      ImportedDocument(
        text: "The key was rotated, and the job still used the old one.",
        metadata: ["status": AnyJSON(.string("closed"))], id: "OPS-1042")
    ]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try CorpusName.check(request.corpus)
    let texts = try texts(of: request)
    return try await services.working { isCancelled in
      let store = try services.corporaForWriting()
      let date = Timestamp(services.now())
      var outcome = Outcome(corpus: request.corpus)
      for start in stride(from: 0, to: texts.count, by: batch) {
        if isCancelled() { throw IpaiError(.interrupted, "interrupted; what was imported is kept") }
        let end = min(start + batch, texts.count)
        let kept = try await store.keep(Array(texts[start..<end]), inCorpus: request.corpus, at: date)
        outcome.added += kept.added
        outcome.updated += kept.updated
        outcome.unchanged += kept.unchanged
        services.report(WorkProgress(phase: "importing texts", done: end, total: texts.count))
      }
      if request.embeddings ?? services.configuration.embeddings {
        let found = try await services.embedPassages(of: [request.corpus], isCancelled: isCancelled)
        outcome.embedded = found.embedded
        outcome.waiting = found.waiting
      }
      return outcome
    }
  }

  private static func texts(of request: Request) throws -> [ImportedText] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try request.documents.enumerated().map { place, document in
      let metadata = String(decoding: try encoder.encode(document.metadata ?? [:]), as: UTF8.self)
      do throws(IpaiError) {
        return try ImportedText(document.text, metadata: metadata, id: document.id)
      } catch {
        throw IpaiError(error.code, "document \(place + 1): \(error.message)", hint: error.hint)
      }
    }
  }
}
