import Crypto
package import Foundation
package import IpaiCore

/// What came of the evals of a skill, bound to the content that was run by its digest.
package struct EvalResults: Codable, Equatable, Sendable {
  /// What came of one case.
  package struct Case: Codable, Equatable, Sendable {
    /// How a case ended.
    package enum Status: String, Codable, CaseIterable, Sendable {
      case passed, failed, skipped
    }

    /// What the case is called.
    package var name: String
    /// The file in which it stands, as a path within the skill.
    package var file: String
    /// How it ended.
    package var status: Status
    /// Why it failed or was skipped; nil when it passed.
    package var reason: String?
    /// How many seconds it took.
    package var seconds: Double

    /// What came of a case.
    package init(name: String, file: String, status: Status, reason: String? = nil, seconds: Double) {
      self.name = name
      self.file = file
      self.status = status
      self.reason = reason
      self.seconds = seconds
    }
  }

  /// The name of the skill.
  package var skill: String
  /// Its version.
  package var version: String
  /// What identifies the content that was run: `sha256:` and 64 hexadecimal digits.
  package var digest: String
  /// When the evals were run.
  package var ranAt: Timestamp
  /// The version of ipai.
  package var ipai: String
  /// From what the commands were kept.
  package var isolation: EvalIsolation
  /// The cases, in the order of the suite.
  package var cases: [Case]

  enum CodingKeys: String, CodingKey {
    case skill, version, digest, ipai, isolation, cases
    case ranAt = "ran_at"
  }

  /// Results with their parts.
  package init(
    skill: String, version: String, digest: String, ranAt: Timestamp, ipai: String, isolation: EvalIsolation,
    cases: [Case]
  ) {
    self.skill = skill
    self.version = version
    self.digest = digest
    self.ranAt = ranAt
    self.ipai = ipai
    self.isolation = isolation
    self.cases = cases
  }

  /// What they say as a whole.
  package var verdict: EvalVerdict {
    if cases.contains(where: { $0.status == .failed }) { return .failed }
    return cases.contains { $0.status == .passed } ? .passed : .none
  }

  /// How many cases ended so.
  package func count(_ status: Case.Status) -> Int { cases.count { $0.status == status } }

  /// The canonical form: JSON on one line with sorted keys. Throws only for numbers that JSON cannot write.
  package func canonicalJSON() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  /// What identifies what has come of the cases: `sha256:` and the SHA-256 of the canonical form without when, where and how fast they
  /// were run, so that another run of the same files that goes alike has the same.
  package func resultsDigest() throws -> String {
    var timeless = self
    timeless.ranAt = Timestamp(seconds: 0)
    timeless.ipai = ""
    timeless.isolation = .full
    for index in timeless.cases.indices { timeless.cases[index].seconds = 0 }
    return "sha256:" + Array(SHA256.hash(data: try timeless.canonicalJSON())).hexadecimal
  }
}
