package import IpaiCore
import IpaiSkills

/// Compares a plan that was approved with one that is made again, so that nothing that somebody saw in it is untrue.
package struct PlanComparison {
  /// Something that both plans say of the same thing.
  private struct Field {
    let name: String
    let now: String?
    let then: String?
  }

  private let plan: PromotionPlan
  private let approved: PromotionPlan
  private let hasBranch: Bool

  /// The addresses of repositories may be spelled in several ways. `hasBranch`: whether the commit is in the branch that the approved plan names.
  package init(_ plan: PromotionPlan, with approved: PromotionPlan, hasBranch: Bool) {
    self.plan = plan.spelled(as: approved)
    self.approved = approved
    self.hasBranch = hasBranch
  }

  /// Throws `IpaiError(.conflict)` that names the first thing that differs, with what both say of it. When something was planned, which
  /// folder was dirty, what would be left alone and the version of ipai do not matter.
  package func check() throws(IpaiError) {
    if let field = origin.first(where: Self.differs) {
      throw conflict(
        "the plan says that the \(field.name) of the commit is \(Self.quoted(field.then)), and it is \(Self.quoted(field.now))"
      )
    }
    // A plan without a branch claims nothing about one.
    if !hasBranch, let branch = approved.origin.branch {
      throw conflict("the plan says that branch \(Self.quoted(branch)) has the commit, and it does not")
    }
    try checkSteps()
    try checkChanges()
  }

  private static func differs(_ field: Field) -> Bool { field.now != field.then }

  private var origin: [Field] {
    let (now, then) = (plan.origin, approved.origin)
    return [
      Field(name: "id", now: now.commit, then: then.commit),
      Field(name: "repository", now: now.repository, then: then.repository),
      Field(name: "author", now: now.author, then: then.author),
      Field(name: "folder", now: now.folder, then: then.folder),
    ]
  }

  // MARK: Steps

  private func checkSteps() throws(IpaiError) {
    guard plan.steps != approved.steps else { return }
    let (now, then) = (Set(plan.steps.map(\.name)), Set(approved.steps.map(\.name)))
    if let name = now.symmetricDifference(then).min() {
      let skill = Self.quoted(name)
      throw otherSteps(
        now.contains(name)
          ? "\(skill) would be changed now, and the plan does not say so"
          : "the plan changes \(skill), and nothing would be done to it now")
    }
    for (now, then) in zip(plan.steps, approved.steps) {
      guard let field = Self.fields(now, then).first(where: Self.differs) else { continue }
      let values = "\(Self.line(field.now ?? "none")) now, \(Self.line(field.then ?? "none")) in the plan"
      throw otherSteps(
        "what would be done to \(Self.quoted(then.name)) is not what the plan says: its \(field.name): \(values)")
    }
    throw otherSteps("the plan has \(Count.text(approved.steps.count, "step")), and a new one \(plan.steps.count)")
  }

  /// The fields of a step by the names that they have in JSON.
  private static func fields(_ now: PromotionStep, _ then: PromotionStep) -> [Field] {
    func field(_ name: String, _ value: (PromotionStep) -> String?) -> Field {
      Field(name: name, now: value(now), then: value(then))
    }
    return [
      field("name") { $0.name }, field("action") { $0.action.rawValue }, field("version") { $0.version },
      field("status") { $0.status.rawValue }, field("digest") { $0.digest }, field("release") { $0.release },
      field("repository") { $0.repository }, field("source") { $0.source }, field("git_object") { $0.gitObject },
      field("previous") { $0.previous.map { "\($0.version) \($0.status.rawValue) \($0.digest)" } },
      field("evals") { $0.evals == nil ? "none" : "some" }, field("evals.of") { $0.evals?.of },
      field("evals.passed") { $0.evals.map { "\($0.passed)" } },
      field("evals.failed") { $0.evals.map { "\($0.failed)" } },
      field("evals.skipped") { $0.evals.map { "\($0.skipped)" } }, field("evals.digest") { $0.evals?.digest },
      field("evals.isolated") { $0.evals?.isIsolated.map { "\($0)" } },
      field("without_evals") { "\($0.isWithoutEvals)" },
      field("labels") { $0.labels.map { $0.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", ") } },
    ]
  }

  // MARK: Changes

  /// The lines that differ are compared where the approved plan shows some.
  private func checkChanges() throws(IpaiError) {
    let changes = approved.showsLines ? plan.changes : plan.changes.map(\.withoutLines)
    guard changes != approved.changes else { return }
    let now = Dictionary(changes.map { ($0.name, $0) }) { first, _ in first }
    let then = Dictionary(approved.changes.map { ($0.name, $0) }) { first, _ in first }
    for name in Set(now.keys).union(then.keys).sorted() {
      if let difference = ChangeComparison(name: name, now: now[name], then: then[name]).difference {
        throw conflict(difference)
      }
    }
    throw conflict("the plan shows the changes in another order, or one of them twice")
  }

  // MARK: Words

  /// A text from a plan on one line, in quotation marks.
  static func quoted(_ text: String?) -> String { text.map { "'\(line($0))'" } ?? "not known" }

  /// A text from a plan on one line.
  static func line(_ text: String) -> String { ForeignWords(secrets: []).line(text, most: 100) }

  private func otherSteps(_ message: String) -> IpaiError {
    let by = plan.head.map { "; the last promotion is \($0.number), by \($0.by) at \($0.date.rfc3339)" } ?? ""
    return conflict(message + by)
  }

  private func conflict(_ message: String) -> IpaiError {
    IpaiError(
      .conflict, "nothing was promoted: \(message)", hint: "look at a new plan: ipai promote plan --out FILE")
  }
}
