package import IpaiCore
package import IpaiSkills
package import IpaiSearch

/// A skill that was found, with the parts of its score.
package struct FoundSkill: Codable, Sendable, Equatable {
  /// The name of the skill.
  package var skill: String
  /// The latest version.
  package var version: String
  /// Where it is in its life.
  package var status: SkillStatus
  /// What it does and when to use it.
  package var description: String
  /// When it changed last.
  package var updated: Timestamp
  /// Higher is better.
  package var score: Double
  /// The parts of the score by field; they add up to it.
  package var components: [String: Double]
  /// How near its meaning is to that of the query, up to 1; nil when only words count or it is not among the nearest.
  package var similarity: Double?
  /// True when it was found by its meaning alone, because no word of the query occurs in it; nil otherwise.
  package var isMeaningOnly: Bool?
  /// The parts of the score by term of the query, highest first; nil when they were not asked for.
  package var terms: [TermContribution]?
  /// The line that matched best; nil when no single line did.
  package var match: MatchedLine?

  /// The skill of a hit; `explains` asks for `terms`.
  init(_ hit: SearchHit, _ found: StoredSkill, explains: Bool) {
    skill = found.name
    version = found.version
    status = found.status
    description = found.description
    updated = found.updated
    score = hit.score.total
    components = hit.score.components
    similarity = hit.score.similarity
    if hit.score.isMeaningOnly { isMeaningOnly = true }
    if explains { terms = hit.score.terms }
    match = hit.match
  }

  enum CodingKeys: String, CodingKey {
    case skill, version, status, description, updated, score, components, similarity, terms, match
    case isMeaningOnly = "meaning_only"
  }
}
