import IpaiCore
import IpaiGit
import IpaiSkills

/// Compares what a registry has with what its log says, with who signed, and with git.
package struct PromotionVerification {
  /// What came of it.
  package struct Result: Sendable {
    /// The last promotion; nil for none.
    package var head: PromotionHead?
    /// How many promotions were looked at.
    package var promotions = 0
    /// How many skills in force were looked at.
    package var skills = 0
    /// How many signatures were good.
    package var signatures = 0
    /// What was found.
    package var findings: [VerificationFinding] = []
  }

  private let registry: any PromotionRegistry
  private let rule: SignatureRule?
  private let isCancelled: () -> Bool
  private var replay = PromotionLogReplay()
  private var result = Result()

  /// How many statements are in memory at once.
  private static let part = 100
  /// How often it is begun anew when something is promoted meanwhile.
  private static let tries = 5

  /// Looks at `registry`; without a `rule`, signatures are not checked.
  package init(_ registry: any PromotionRegistry, rule: SignatureRule?, isCancelled: @escaping () -> Bool) {
    self.registry = registry
    self.rule = rule
    self.isCancelled = isCancelled
  }

  /// Looks at everything, or at one skill. `known` is what was seen of the registry before, and `repository` the path of one that may have
  /// the commits. Throws `IpaiError`.
  package mutating func run(
    of name: String?, known: KnownHeads.Head?, repository: String?
  ) async throws -> Result {
    for _ in 1...Self.tries {
      let result = try await look(name, known, repository)
      // A promotion that came meanwhile makes one half older than the other.
      if try await registry.state([]).head?.digest == result.head?.digest { return result }
      replay = PromotionLogReplay()
      self.result = Result()
    }
    throw IpaiError(.unavailable, "others promote to \(registry.place) all the time", hint: "try again later")
  }

  private mutating func look(
    _ name: String?, _ known: KnownHeads.Head?, _ repository: String?
  ) async throws -> Result {
    let signatures = try await readLog(name)
    checkAge(known)
    result.findings += replay.findings + signatures.findings
    result.signatures = signatures.good
    let skills = replay.inForce.filter { name == nil || $0.key == name }.sorted { $0.key < $1.key }
    result.skills = skills.count
    let named = replay.labels.filter { name == nil || $0.key == name }
    // A rollback, or whoever names a version, can reach them all.
    let promoted = replay.versions.filter { name == nil || $0.key == name }
    for (skill, versions) in promoted.sorted(by: { $0.key < $1.key }) {
      for version in versions.keys.sorted() { try await checkContent(skill, version) }
    }
    try await checkSteps(name)
    try await checkLabels(name)
    try await checkListed(name)
    try checkGit(named, repository)
    return result
  }

  private mutating func readLog(_ name: String?) async throws -> SignatureVerification {
    var signatures = SignatureVerification(of: name, rule, isCancelled: isCancelled)
    var after = 0
    while true {
      if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
      let records = try await registry.records(of: nil, after: after, most: Self.part)
      for record in records {
        let statement = replay.add(record)
        result.promotions += 1
        if let statement { signatures.add(record, statement) }
      }
      try await signatures.check()
      guard let last = records.last, records.count == Self.part else { break }
      after = last.number
    }
    try await signatures.finish()
    result.head = replay.head
    return signatures
  }

  private mutating func checkAge(_ known: KnownHeads.Head?) {
    guard let known else { return }
    let head = replay.head?.number ?? 0
    func fail(_ check: VerificationFinding.Check, _ message: String) {
      result.findings.append(VerificationFinding(check, .failed, promotion: known.number, message))
    }
    if head < known.number {
      fail(
        .age,
        "its last promotion is \(head), and was \(known.number) when it was last seen from this machine: it was restored from an older backup, or promotions were removed"
      )
    } else if replay.digests[known.number] != known.digest {
      fail(
        .history, "promotion \(known.number) is not the one that was seen from this machine: the log was written anew")
    }
  }

  // MARK: Content

  private mutating func checkContent(_ name: String, _ version: String) async throws {
    if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
    guard let promoted = replay.versions[name]?[version] else { return }
    let inForce = replay.inForce[name]
    let status = inForce?.step.version == version ? inForce?.step.status : nil
    let comparison = ContentComparison(skills: registry.skills)
    guard let problem = try await comparison.problem(with: promoted.step, status: status) else { return }
    result.findings.append(
      VerificationFinding(
        .content, problem.outcome, skill: name, promotion: promoted.promotion, problem.message))
  }

  /// The rows of steps, by which plans are made, are what the statements say.
  private mutating func checkSteps(_ name: String?) async throws {
    let state = try await registry.state([])
    let rows = state.current.filter { $0.value.step.action != .retire }
    for skill in Set(rows.keys).union(replay.inForce.keys).sorted() where name == nil || name == skill {
      let row = rows[skill]
      let said = replay.inForce[skill]
      let isSame =
        row?.promotion == said?.promotion && row?.step.version == said?.step.version
        && row?.step.digest == said?.step.digest && row?.step.status == said?.step.status
        && row?.step.gitObject == said?.step.gitObject
      if isSame { continue }
      let shown = row.map { "\($0.step.version) of promotion \($0.promotion)" } ?? "nothing"
      result.findings.append(
        VerificationFinding(
          .log, .failed, skill: skill, "the rows of steps have \(shown), and the statements another version"))
    }
  }

  private mutating func checkLabels(_ name: String?) async throws {
    let labels = try await registry.labels()
    for skill in Set(labels.keys).union(replay.labels.keys).sorted() where name == nil || name == skill {
      let now = labels[skill] ?? [:]
      let wanted = replay.labels[skill] ?? [:]
      for label in SkillLabel.allCases where now[label] != wanted[label] {
        let says = "the label '\(label.rawValue)' names \(now[label] ?? "nothing")"
        failLabel(skill, "\(says), and has to name \(wanted[label] ?? "nothing")")
      }
    }
  }

  /// The table for other programs lists what is in force, and nothing else that ipai has put there.
  private mutating func checkListed(_ name: String?) async throws {
    guard let listed = try await registry.listed() else { return }
    for skill in Set(listed.keys).union(replay.inForce.keys).sorted() where name == nil || name == skill {
      let row = listed[skill]
      guard let step = replay.inForce[skill]?.step else {
        guard let row, row.isByIpai || replay.versions[skill] != nil else { continue }
        failLabel(skill, "mcp.skills_registry lists \(row.version), and nothing is in force")
        continue
      }
      guard let row else {
        failLabel(skill, "mcp.skills_registry does not list it")
        continue
      }
      if row.version != step.version || row.digest != step.digest || row.status != step.status.rawValue {
        failLabel(skill, "mcp.skills_registry lists \(row.version) (\(row.status)) with the digest '\(row.digest)'")
      }
    }
  }

  private mutating func failLabel(_ skill: String, _ message: String) {
    result.findings.append(VerificationFinding(.labels, .failed, skill: skill, message))
  }

  // MARK: Git

  private mutating func checkGit(_ named: [String: [SkillLabel: String]], _ path: String?) throws {
    guard let path else {
      if !named.isEmpty {
        result.findings.append(
          VerificationFinding(.git, .notChecked, "not in a git repository; name one with --repo"))
      }
      return
    }
    let repository = try GitRepository(containing: path)
    for (skill, labels) in named.sorted(by: { $0.key < $1.key }) {
      for version in Set(labels.values).sorted() {
        guard let step = replay.versions[skill]?[version] else { continue }
        result.findings += GitComparison.findings(step, repository)
      }
    }
  }
}
