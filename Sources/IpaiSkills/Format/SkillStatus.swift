package import IpaiCore

/// Where a version of a skill is in its life.
package enum SkillStatus: String, Codable, CaseIterable, Sendable {
  /// Being written; its content may still change.
  case dev
  /// Complete, and being tried out.
  case testing
  /// Reviewed and released for use.
  case approved
  /// Proven in use.
  case stable
  /// No longer to be used; it can still be read.
  case deprecated

  /// The allowed moves: from each status to those that may follow it.
  package static let moves: [SkillStatus: Set<SkillStatus>] = [
    .dev: [.testing, .deprecated],
    .testing: [.dev, .approved, .deprecated],
    .approved: [.testing, .stable, .deprecated],
    .stable: [.approved, .deprecated],
    .deprecated: [.dev],
  ]

  /// Other words that are read as a status.
  private static let synonyms: [String: SkillStatus] = ["draft": .dev, "candidate": .testing]

  /// A status by its name; `draft` is read as dev, `candidate` as testing. Throws `IpaiError(.usage)`.
  package init(reading text: String) throws(IpaiError) {
    guard let status = SkillStatus(rawValue: text) ?? Self.synonyms[text] else {
      let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw IpaiError(.usage, "'\(text.prefix(80))' is not a status", hint: "use one of: \(names)")
    }
    self = status
  }

  /// The statuses that may follow, in the order of a life.
  package var next: [SkillStatus] {
    let next = Self.moves[self] ?? []
    return Self.allCases.filter(next.contains)
  }

  /// True when the table allows the move.
  package func canMove(to status: SkillStatus) -> Bool { Self.moves[self]?.contains(status) ?? false }
}
