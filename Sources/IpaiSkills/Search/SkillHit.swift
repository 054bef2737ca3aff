import IpaiSearch

/// Makes hits of skills.
enum SkillHit {
  /// The hit for a skill; `body` is asked for when neither its name nor its description matched.
  static func hit(
    _ skill: StoredSkill, _ ranked: Ranked, _ writer: HitWriter, body: () throws -> String
  ) rethrows -> SearchHit {
    let score = writer.score(ranked)
    var match = writer.bestLine(
      of: [("name", skill.name[...]), ("description", skill.description[...])], score)
    if match == nil { match = writer.bestLine(of: [("body", try body()[...])], score) }
    return SearchHit(
      corpus: CorpusLayout.skills.name, id: skill.name, score: score, date: skill.updated, title: skill.description,
      place: skill.source ?? "", match: match, payload: skill)
  }
}
