package import GRDB
import IpaiCore
package import IpaiDatabase
package import IpaiSearch

/// The skills of a database, as a corpus that can be searched.
package struct SkillCorpus: DocumentCorpus {
  /// `CorpusLayout.skills`.
  package let layout = CorpusLayout.skills
  /// By the date of the last change.
  package let filters: Set<SearchFilter> = [.date]

  /// The skills of whatever database is passed to its methods.
  package init() {}

  /// All that are not deprecated.
  package func scope(_ request: SearchRequest, in database: DatabaseFile) throws -> SkillScope { SkillScope() }

  /// The skills that the request's filter keeps.
  package func kept(_ db: Database, by request: SearchRequest, in scope: SkillScope, size: Int) throws -> [UInt8]? {
    try SearchedSkills.kept(db, by: request.filter, size: size)
  }

  /// The skill whose name is the query.
  package func named(
    _ db: Database, by request: SearchRequest, in scope: SkillScope, isWord: () -> Bool, limit: Int
  ) throws -> NamedDocuments? {
    guard request.query.utf8.count <= SkillName.maxLength, limit > 0,
      let number = try SearchedSkills.number(db, ofName: request.query, request.filter)
    else { return nil }
    return NamedDocuments([number], isWhole: false)
  }

  /// The name of a skill.
  package func id(_ db: Database, ofDocument number: Int) throws -> [UInt8] {
    Array(try SearchedSkills.skill(db, number).name.utf8)
  }

  /// The number of the skill with a name; nil when it is not stored.
  package func document(_ db: Database, ofID id: [UInt8]) throws -> Int? {
    try SearchedSkills.number(db, ofName: String(decoding: id, as: UTF8.self), DocumentFilter())
  }

  /// The hit for a skill, whose payload is a `StoredSkill`.
  package func hit(
    _ db: Database, _ id: [UInt8], _ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest,
    in scope: SkillScope
  ) throws -> SearchHit? {
    guard let found = try SkillRows.find(db, String(decoding: id, as: UTF8.self), version: nil) else { return nil }
    return try SkillHit.hit(found.skill, ranked, writer) { try SearchedSkills.body(db, found) }
  }
}

extension StoredSkill: HitPayload {}
