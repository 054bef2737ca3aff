import IpaiCore

/// Checks the signatures of a log while it is read, so that no statement is kept longer than needed.
///
/// Once the first promotion was signed, all have to be; what came before is bound by the digest that it names. Of one skill, the
/// promotions that name it are looked at, and the last one, which binds all that came before.
struct SignatureVerification {
  private typealias Work = (record: PromotionRecord, statement: PromotionStatement)

  private let rule: SignatureRule?
  private let name: String?
  private let isCancelled: () -> Bool
  /// The number of the first promotion that is signed.
  private var first: Int?
  /// Whether there was any promotion.
  private var hasPromotions = false
  /// The promotions that are to be checked.
  private var work: [Work] = []
  /// The last promotion, where it is not among those that name the skill.
  private var last: Work?
  /// How many promotions that do not name the skill were passed over since the first one that is signed.
  private var passedOver = 0
  /// How many signatures were good.
  private(set) var good = 0
  /// What was found.
  private(set) var findings: [VerificationFinding] = []

  /// Looks at the promotions of the skill `name`, or at all; without a `rule`, signatures are not checked.
  init(of name: String?, _ rule: SignatureRule?, isCancelled: @escaping () -> Bool) {
    self.name = name
    self.rule = rule
    self.isCancelled = isCancelled
  }

  /// Takes the next promotion.
  mutating func add(_ record: PromotionRecord, _ statement: PromotionStatement) {
    hasPromotions = true
    guard rule != nil else { return }
    if first == nil, record.signature != nil { first = record.number }
    if let last, let first, first <= last.record.number { passedOver += 1 }
    if let name, !statement.steps.contains(where: { $0.name == name }) {
      last = (record, statement)
    } else {
      last = nil
      work.append((record, statement))
    }
  }

  /// Checks those that were taken, as many at once as the rule says. Throws `IpaiError`: `.interrupted`, and `.unavailable` without
  /// ssh-keygen.
  mutating func check() async throws {
    guard let rule else { return }
    var signed: [Work] = []
    for promotion in work {
      if promotion.record.signature != nil {
        signed.append(promotion)
      } else if let first, first < promotion.record.number {
        fail(promotion.record.number, "it is not signed")
      }
    }
    work = []
    for (number, problem) in try await problems(of: signed, rule).sorted(by: { $0.number < $1.number }) {
      if let problem { fail(number, problem) } else { good += 1 }
    }
  }

  /// Checks what is left when the whole log was read. Throws as `check` does.
  mutating func finish() async throws {
    if let last { work.append(last) }
    last = nil
    try await check()
    findings.sort { ($0.promotion ?? 0) < ($1.promotion ?? 0) }
    guard hasPromotions else { return }
    guard rule != nil else {
      return note(.notChecked, "no file says who may sign: --allowed-signers FILE")
    }
    guard let first else { return note(.failed, "no promotion is signed") }
    if first > 1 { note(.notChecked, "the promotions before \(first) are not signed") }
    guard let name, passedOver > 0 else { return }
    note(
      .notChecked,
      passedOver == 1
        ? "the signature of 1 promotion that does not name '\(name)' was not checked"
        : "the signatures of \(passedOver) promotions that do not name '\(name)' were not checked")
  }

  private func problems(
    of signed: [Work], _ rule: SignatureRule
  ) async throws -> [(number: Int, problem: String?)] {
    try await withThrowingTaskGroup(of: (number: Int, problem: String?).self) { group in
      var problems: [(number: Int, problem: String?)] = []
      for (place, promotion) in signed.enumerated() {
        if isCancelled() { throw IpaiError(.interrupted, "interrupted") }
        if place >= rule.atOnce, let problem = try await group.next() { problems.append(problem) }
        group.addTask { (promotion.record.number, try await rule.problem(of: promotion.record, promotion.statement)) }
      }
      for try await problem in group { problems.append(problem) }
      return problems
    }
  }

  private mutating func fail(_ number: Int, _ message: String) {
    findings.append(VerificationFinding(.signature, .failed, promotion: number, message))
  }

  private mutating func note(_ outcome: VerificationFinding.Outcome, _ message: String) {
    findings.append(VerificationFinding(.signature, outcome, message))
  }
}
