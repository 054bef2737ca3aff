import IpaiCore
package import IpaiPostgres
package import IpaiSearch

/// The passages of some corpora of documents in PostgreSQL, as a corpus that can be searched.
package struct PostgresPassageCorpus: PostgresCorpus {
  /// `CorpusLayout.documents`.
  package let layout = CorpusLayout.documents
  /// The names of its corpora.
  package var title: String { selection.title }
  /// By path, by language, by the date on which a file was changed, and by what was imported with it.
  package let filters = CorpusSelection.filters
  /// The names of its corpora.
  package var identity: String? { selection.identity }
  /// Computes what is missing.
  package var updateCommand: String { selection.updateCommand }
  private let selection: CorpusSelection

  /// A passage with the date of its file.
  package struct Payload: Sendable {
    let hit: PassageHit
    let date: Timestamp
    let id: [UInt8]
  }

  /// The corpora with these names, which exist.
  package init(_ names: [String]) { selection = CorpusSelection(names) }

  /// All passages of the corpora.
  package func members(_ connection: PostgresConnection) async throws -> Set<Int64> {
    try await passages(connection).members()
  }

  /// The passages as parts of their documents.
  package func parts(_ connection: PostgresConnection) async throws -> [DocumentGroups.Part]? {
    try await passages(connection).parts()
  }

  /// The passages of files that the request's filter keeps.
  package func kept(_ connection: PostgresConnection, by request: SearchRequest) async throws -> Set<Int64>? {
    guard let filter = PassageFilter(request.filter) else { return nil }
    return try await passages(connection).kept(by: filter)
  }

  /// The definitions of a symbol, if the query is its name.
  package func named(
    _ connection: PostgresConnection, by request: SearchRequest, isWord: () -> Bool, limit: Int
  ) async throws -> NamedDocuments? {
    let found = try await passages(connection).definitions(of: request.query)
    guard !found.isEmpty else { return nil }
    let kept = try await kept(connection, by: request)
    let allowed = found.prefix(limit).filter { kept?.contains($0) ?? true }
    return NamedDocuments(allowed.map { Int($0) }, isWhole: false)
  }

  /// The digests of the documents and the positions in them.
  package func ids(_ connection: PostgresConnection, of numbers: [Int64]) async throws -> [Int64: [UInt8]] {
    try await PostgresSearchedPassages.ids(connection, of: numbers).mapValues(\.bytes)
  }

  /// The number of the passage with an id; nil when it is not stored.
  package func number(_ connection: PostgresConnection, ofID id: [UInt8]) async throws -> Int64? {
    guard let id = PassageID(id) else { return nil }
    return try await passages(connection).number(of: id)
  }

  /// The passages with these ids.
  package func payloads(
    _ connection: PostgresConnection, of documents: [ShownDocument]
  ) async throws -> [[UInt8]: Payload] {
    let hits = try await passages(connection).hits(documents.compactMap { PassageID($0.id) })
    let further = try await PostgresSearchedPassages.passages(connection, documents.flatMap(\.further))
    var payloads: [[UInt8]: Payload] = [:]
    for document in documents {
      guard let id = PassageID(document.id), var found = hits[id] else { continue }
      found.payload.further = document.further.compactMap { further[$0] }
      payloads[document.id] = Payload(hit: found.payload, date: found.date, id: document.id)
    }
    return payloads
  }

  /// Names the corpora that were searched.
  package func describe(
    _ coverage: CorpusCoverage, _ connection: PostgresConnection, for request: SearchRequest
  ) async throws -> CorpusCoverage {
    var coverage = coverage
    coverage.corpus = selection.names.joined(separator: ",")
    coverage.isComplete = try await passages(connection).areComplete()
    return coverage
  }

  /// The hit for a passage, whose payload is a `PassageHit`.
  package func hit(
    _ payload: Payload, _ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest
  ) -> SearchHit {
    payload.hit.hit(payload.id, date: payload.date, ranked, writer)
  }

  private func passages(_ connection: PostgresConnection) -> PostgresSearchedPassages {
    PostgresSearchedPassages(connection, selection.names)
  }
}
