package import IpaiCore

/// All that was found in a skill.
package struct SkillValidation: Equatable, Sendable {
  /// The findings by file and line, those of `SKILL.md` first.
  package private(set) var findings: [SkillFinding]

  /// Findings in any order.
  package init(_ findings: [SkillFinding] = []) {
    self.findings = findings
    sort()
  }

  /// The errors.
  package var errors: [SkillFinding] { findings.filter { $0.severity == .error } }
  /// The warnings.
  package var warnings: [SkillFinding] { findings.filter { $0.severity == .warning } }

  /// True when nothing keeps the skill from being used; with `strict`, nothing at all was found.
  package func passes(strict: Bool = false) -> Bool { strict ? findings.isEmpty : errors.isEmpty }

  /// Adds findings.
  package mutating func add(_ more: [SkillFinding]) {
    findings += more
    sort()
  }

  /// The errors as one: the first is told in full, with `place` in front. Nil when there is none.
  package func failure(in place: String) -> IpaiError? {
    let errors = errors
    guard let first = errors.first else { return nil }
    var location = place
    if !first.file.isEmpty { location += "/\(first.file)" }
    if let line = first.line { location += ":\(line)" }
    let more = errors.count == 1 ? "" : " (and \(Count.text(errors.count - 1, "more error")))"
    return IpaiError(.conflict, "\(location): \(first.message)\(more)", hint: first.hint)
  }

  private mutating func sort() {
    func key(_ finding: SkillFinding) -> (Int, String, Int) {
      let isMain = ["SKILL.md", "skill.md"].contains(finding.file)
      return (isMain ? 0 : 1, finding.file, finding.line ?? 0)
    }
    let order = findings.indices.sorted { left, right in
      let first = key(findings[left])
      let second = key(findings[right])
      return first == second ? left < right : first < second
    }
    findings = order.map { findings[$0] }
  }
}
