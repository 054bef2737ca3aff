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
  /// The promotions that are signed, with their statements, by number.
  private var signed: [Int: (record: PromotionRecord, statement: PromotionStatement)] = [:]

  private static let part = 500
  private static let signaturesAtOnce = 4

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
    try await readLog()
    checkAge(known)
    result.findings += replay.findings
    let skills = replay.inForce.filter { name == nil || $0.key == name }.sorted { $0.key < $1.key }
    result.skills = skills.count
    try await checkSignatures(of: Set(skills.map(\.value.statement.number)))
    for (name, step) in skills { try await checkContent(name, step) }
    try await checkLabels(name)
    try checkGit(skills.map(\.value), repository)
    return result
  }

  private mutating func readLog() async throws {
    var after = 0
    while true {
      if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
      let records = try await registry.records(of: nil, after: after, most: Self.part)
      for record in records {
        let statement = replay.add(record)
        result.promotions += 1
        if let statement { signed[record.number] = (record, statement) }
      }
      guard let last = records.last, records.count == Self.part else { break }
      after = last.number
    }
    result.head = replay.head
  }

  private mutating func checkAge(_ known: KnownHeads.Head?) {
    guard let known else { return }
    let head = replay.head?.number ?? 0
    guard head < known.number || replay.digests[known.number] != known.digest else { return }
    let message =
      if head < known.number {
        "its last promotion is \(head), and was \(known.number) when it was last seen from this machine: it was restored from an older backup, or promotions were removed"
      } else {
        "promotion \(known.number) is not the one that was seen from this machine: the log was written anew"
      }
    result.findings.append(VerificationFinding(.age, .failed, promotion: known.number, message))
  }

  // MARK: Signatures

  /// All that are signed are checked, and those that put something in force have to be.
  private mutating func checkSignatures(of needed: Set<Int>) async throws {
    guard let rule else {
      if !signed.isEmpty {
        result.findings.append(
          VerificationFinding(.signature, .notChecked, "no file says who may sign: --allowed-signers FILE"))
      }
      return
    }
    var work: [(record: PromotionRecord, statement: PromotionStatement)] = []
    for (number, promotion) in signed.sorted(by: { $0.key < $1.key }) {
      if promotion.record.signature != nil {
        work.append(promotion)
      } else if needed.contains(number) {
        result.findings.append(
          VerificationFinding(.signature, .failed, promotion: number, "it is not signed"))
      }
    }
    for start in stride(from: 0, to: work.count, by: Self.signaturesAtOnce) {
      if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
      try await note(work[start..<min(work.count, start + Self.signaturesAtOnce)], rule)
    }
  }

  /// Checks some signatures at once.
  private mutating func note(
    _ work: ArraySlice<(record: PromotionRecord, statement: PromotionStatement)>, _ rule: SignatureRule
  ) async throws {
    let problems = try await withThrowingTaskGroup(of: (Int, String?).self) { group in
      for promotion in work {
        group.addTask {
          (promotion.record.number, try await Self.problem(promotion.record, promotion.statement, rule))
        }
      }
      return try await group.reduce(into: [Int: String?]()) { $0[$1.0] = $1.1 }
    }
    for (number, problem) in problems.sorted(by: { $0.key < $1.key }) {
      guard let problem else {
        result.signatures += 1
        continue
      }
      result.findings.append(VerificationFinding(.signature, .failed, promotion: number, problem))
    }
  }

  private static func problem(
    _ record: PromotionRecord, _ statement: PromotionStatement, _ rule: SignatureRule
  ) async throws -> String? {
    guard let signature = record.signature, let signer = statement.signer else {
      return "it has a signature, and does not say whose"
    }
    return try await rule.keygen.problem(
      of: signature, over: record.text, by: signer, allowedSigners: rule.allowedSigners, at: statement.promotedAt)
  }

  // MARK: Content

  private mutating func checkContent(_ name: String, _ step: PromotionLogReplay.Step) async throws {
    if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
    let version = step.step.version
    let problem: String?
    do {
      let stored = try await registry.skills.skill(name, version: version)
      let digest = try await registry.skills.tree(of: name, version: version).digest.description
      if digest != step.step.digest {
        problem = "the files of \(version) are not those that were promoted: their digest is \(digest)"
      } else if stored.digest != digest {
        problem = "the digest that is stored for \(version) is not that of its files"
      } else if stored.status != step.step.status {
        problem = "\(version) is \(stored.status.rawValue), and was promoted as \(step.step.status.rawValue)"
      } else {
        problem = nil
      }
    } catch let error as IpaiError where error.code == .notFound {
      problem = "\(version) is in force, and its files are gone"
    }
    guard let problem else { return }
    result.findings.append(
      VerificationFinding(.content, .failed, skill: name, promotion: step.statement.number, problem))
  }

  private mutating func checkLabels(_ name: String?) async throws {
    let labels = try await registry.labels()
    let listed = try await registry.listed()
    for skill in Set(labels.keys).union(replay.labels.keys).sorted() where name == nil || name == skill {
      let now = labels[skill] ?? [:]
      let wanted = replay.labels[skill] ?? [:]
      for label in SkillLabel.allCases where now[label] != wanted[label] {
        let says = "the label '\(label.rawValue)' names \(now[label] ?? "nothing")"
        failLabel(skill, "\(says), and has to name \(wanted[label] ?? "nothing")")
      }
    }
    guard let listed else { return }
    for (skill, step) in replay.inForce.sorted(by: { $0.key < $1.key }) where name == nil || name == skill {
      guard let row = listed[skill] else {
        failLabel(skill, "mcp.skills_registry does not list it")
        continue
      }
      if row.version != step.step.version || row.digest != step.step.digest {
        failLabel(skill, "mcp.skills_registry lists \(row.version) with the digest \(row.digest)")
      }
    }
  }

  private mutating func failLabel(_ skill: String, _ message: String) {
    result.findings.append(VerificationFinding(.labels, .failed, skill: skill, message))
  }

  // MARK: Git

  private mutating func checkGit(_ steps: [PromotionLogReplay.Step], _ path: String?) throws {
    guard let path else {
      if !steps.isEmpty {
        result.findings.append(
          VerificationFinding(.git, .notChecked, "not in a git repository; name one with --repo"))
      }
      return
    }
    let repository = try GitRepository(containing: path)
    for step in steps { result.findings += GitComparison.findings(step, repository) }
  }
}
