import Foundation
import IpaiCore
import IpaiCorpora
import IpaiSearch
import MCP

/// `rag export`: the passages of a corpus, in the form that `rag import` reads.
package enum RagExportAction: ListAction {
  /// Which corpus to export.
  package struct Request: PageFields {
    package var corpus = ""
    package var maxResults: Int?
    package var after: String?

    package init() {}
  }

  /// Passages of a corpus.
  package struct Outcome: ListOutcome, Equatable {
    /// In the order in which they are stored.
    package var items: [ExportedPassage] = []
    /// Where the next page begins; nil when nothing follows.
    package var next: String?

    enum CodingKeys: String, CodingKey {
      case next
      case items = "passages"
    }
  }

  /// How many passages are read at once.
  private static let batch = 1_000

  package static let name = ActionName("rag", "export")
  package static let effect = Effect.read
  package static let route = Route(.get, "/rag/export")
  package static let summary = "Write the passages of a corpus, in the form that 'rag import' reads."
  package static let fields: [Field<Request>] =
    [.required("corpus", \.corpus, maxBytes: 64, "The name of the corpus.")] + Request.pageFields
  package static var example: Request {
    var request = Request()
    request.corpus = "docs"
    return request
  }

  package static func list(
    _ request: Request, _ extent: ListExtent, in services: Services,
    _ take: @escaping @Sendable (ExportedPassage) throws -> Void
  ) async throws -> Outcome {
    let page = request.page(extent, services)
    return try await services.working { isCancelled in
      guard let store = try services.corporaIfAny() else { throw CorpusErrors.none }
      let names = try await store.names()
      guard names.contains(request.corpus) else { throw CorpusErrors.unknown(request.corpus, among: names) }
      let list = PagedList("rag export", scope: request.corpus, DocumentFilter())
      var last = try page.after.map { try PageCursor($0, of: list).key } ?? 0
      var room = page.maxResults ?? .max
      var outcome = Outcome()
      while true {
        if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
        let most = min(batch, room == .max ? batch : room + 1)
        let passages = try await store.passages(ofCorpus: request.corpus, after: last, most: most)
        for passage in passages.prefix(room) {
          try take(ExportedPassage(passage))
          last = passage.number
        }
        if passages.count > room {
          outcome.next = PageCursor(key: last, id: [0]).text(of: list)
          return outcome
        }
        if passages.count < most { return outcome }
        if room != .max { room -= passages.count }
      }
    }
  }
}

/// A passage as `rag import` reads it.
package struct ExportedPassage: Codable, Sendable, Equatable {
  /// The path or id of its document and its lines; only the id for a text that was imported and is one passage.
  package var id: String
  /// The passage.
  package var text: String
  /// What was imported with it and, unless that has such keys, where it stands: path, lang, start_line, end_line, and symbol or
  /// heading.
  package var metadata: [String: AnyJSON]

  init(_ stored: StoredPassage) {
    let passage = stored.passage
    let isImported = stored.metadata != nil
    id = isImported && stored.isWhole ? stored.path : "\(stored.path):\(passage.startLine)-\(passage.endLine)"
    text = passage.text
    var metadata: [String: JSON] = [
      "path": .string(stored.path), "lang": .string(stored.format), "start_line": .integer(passage.startLine),
      "end_line": .integer(passage.endLine),
    ]
    if let symbol = passage.symbol { metadata["symbol"] = .string(symbol) }
    if let heading = passage.heading { metadata["heading"] = .array(heading.map(JSON.string)) }
    if let text = stored.metadata, case .object(let own)? = try? JSONDecoder().decode(JSON.self, from: Data(text.utf8))
    {
      metadata.merge(own) { _, own in own }
    }
    self.metadata = metadata.mapValues(AnyJSON.init)
  }
}
