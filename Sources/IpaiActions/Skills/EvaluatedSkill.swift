package import IpaiCore
package import IpaiEvals

/// What came of the evals of a skill, as it is answered.
package struct EvaluatedSkill: Codable, Sendable, Equatable {
  /// The name of the skill.
  package var skill: String
  /// Its version.
  package var version: String
  /// What identifies the content that was run.
  package var digest: String
  /// What the evals say as a whole.
  package var verdict: EvalVerdict
  /// When they were run.
  package var ranAt: Timestamp
  /// The version of ipai.
  package var ipai: String
  /// From what the commands were kept.
  package var isolation: EvalIsolation
  /// The cases, by file and in the order in which they stand there.
  package var cases: [EvalResults.Case]
  /// What identifies the results.
  package var resultsDigest: String

  enum CodingKeys: String, CodingKey {
    case skill, version, digest, verdict, ipai, isolation, cases
    case ranAt = "ran_at"
    case resultsDigest = "results_digest"
  }

  /// The answer for results.
  init(_ results: EvalResults) throws {
    skill = results.skill
    version = results.version
    digest = results.digest
    verdict = results.verdict
    ranAt = results.ranAt
    ipai = results.ipai
    isolation = results.isolation
    cases = results.cases
    resultsDigest = try results.resultsDigest()
  }
}
