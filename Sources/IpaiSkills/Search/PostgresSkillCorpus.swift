package import IpaiPostgres
package import IpaiSearch

/// The skills of a PostgreSQL database, as a corpus that can be searched.
package struct PostgresSkillCorpus: PostgresCorpus {
  /// `CorpusLayout.skills`.
  package let layout = CorpusLayout.skills
  /// By the date of the last change.
  package let filters: Set<SearchFilter> = [.date]
  /// Computes what is missing.
  package let updateCommand = "ipai skills sync DIR"

  /// A skill, and its body for the line that matched.
  package struct Payload: Sendable {
    let skill: StoredSkill
    let body: String
  }

  /// The skills of whatever database is passed to its methods.
  package init() {}

  /// All that are not deprecated.
  package func members(_ connection: PostgresConnection) async throws -> Set<Int64> {
    try await PostgresSearchedSkills.members(connection)
  }

  /// The skills that the request's filter keeps.
  package func kept(_ connection: PostgresConnection, by request: SearchRequest) async throws -> Set<Int64>? {
    try await PostgresSearchedSkills.kept(connection, by: request.filter)
  }

  /// The skill whose name is the query.
  package func named(
    _ connection: PostgresConnection, by request: SearchRequest, isWord: () -> Bool, limit: Int
  ) async throws -> NamedDocuments? {
    guard request.query.utf8.count <= SkillName.maxLength else { return nil }
    let number = try await PostgresSearchedSkills.number(connection, ofName: request.query, request.filter)
    // The same word may be in other skills.
    return number.map { NamedDocuments([Int($0)], isWhole: false) }
  }

  /// The names of skills.
  package func ids(_ connection: PostgresConnection, of numbers: [Int64]) async throws -> [Int64: [UInt8]] {
    try await PostgresSearchedSkills.names(connection, of: numbers).mapValues { Array($0.utf8) }
  }

  /// The number of the skill with a name; nil when it is not stored.
  package func number(_ connection: PostgresConnection, ofID id: [UInt8]) async throws -> Int64? {
    try await PostgresSearchedSkills.number(
      connection, ofName: String(decoding: id, as: UTF8.self), DocumentFilter())
  }

  /// The skills with these names.
  package func payloads(
    _ connection: PostgresConnection, of documents: [ShownDocument]
  ) async throws -> [[UInt8]: Payload] {
    var payloads: [[UInt8]: Payload] = [:]
    for id in documents.map(\.id) {
      let found = try await PostgresSearchedSkills.skill(connection, String(decoding: id, as: UTF8.self))
      if let (skill, body) = found { payloads[id] = Payload(skill: skill, body: body) }
    }
    return payloads
  }

  /// The hit for a skill, whose payload is a `StoredSkill`.
  package func hit(_ payload: Payload, _ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest) -> SearchHit {
    SkillHit.hit(payload.skill, ranked, writer) { payload.body }
  }
}
