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

  /// `hasBranch`: whether the commit is in the branch that the approved plan names.
  package init(_ plan: PromotionPlan, with approved: PromotionPlan, hasBranch: Bool) {
    self.plan = plan
    self.approved = approved
    self.hasBranch = hasBranch
  }

  /// Throws `IpaiError(.conflict)` that names the first field that differs. When something was planned, which folder was dirty, what
  /// would be left alone and the version of ipai do not matter.
  package func check() throws(IpaiError) {
    if let field = origin.first(where: Self.differs) { throw difference("the \(field.name) of the commit", field) }
    guard plan.steps != approved.steps || Self.withoutLines(plan.changes) != Self.withoutLines(approved.changes) else {
      return try checkLines()
    }
    let names = Set(plan.steps.map(\.name)).symmetricDifference(approved.steps.map(\.name))
    if let name = names.min() { throw otherSteps(name, "whether anything is") }
    for (now, then) in zip(plan.steps, approved.steps) where now != then {
      let field = Self.fields(now, then).first(where: Self.differs)
      throw otherSteps(then.name, "its \(field?.name ?? "step")")
    }
    throw otherChanges()
  }

  private static func differs(_ field: Field) -> Bool { field.now != field.then }

  private var origin: [Field] {
    let (now, then) = (plan.origin, approved.origin)
    var fields = [
      Field(name: "id", now: now.commit, then: then.commit),
      Field(name: "repository", now: now.repository, then: then.repository),
      Field(name: "author", now: now.author, then: then.author),
      Field(name: "folder", now: now.folder, then: then.folder),
    ]
    // A plan without a branch claims nothing about one.
    if !hasBranch, then.branch != nil { fields.append(Field(name: "branch", now: now.branch, then: then.branch)) }
    return fields
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
      field("without_evals") { "\($0.isWithoutEvals)" },
    ]
  }

  private static func withoutLines(_ changes: [SkillChange]) -> [SkillChange] { changes.map(\.withoutLines) }

  /// The lines that differ are compared where the approved plan shows some.
  private func checkLines() throws(IpaiError) {
    guard approved.showsLines, plan.changes != approved.changes else { return }
    throw otherChanges()
  }

  private func difference(_ what: String, _ field: Field) -> IpaiError {
    func quoted(_ text: String?) -> String {
      text.map { "'\(ForeignWords(secrets: []).line($0, most: 100))'" } ?? "not known"
    }
    return conflict("the plan says that \(what) is \(quoted(field.then)), and it is \(quoted(field.now))")
  }

  private func otherSteps(_ name: String, _ what: String) -> IpaiError {
    let name = ForeignWords(secrets: []).line(name, most: 64)
    let by = plan.head.map { "; the last promotion is \($0.number), by \($0.by) at \($0.date.rfc3339)" } ?? ""
    return conflict("what would be done to '\(name)' is not what the plan says (\(what))\(by)")
  }

  private func otherChanges() -> IpaiError {
    let other = zip(plan.changes, approved.changes).first { $0 != $1 }?.0.name ?? ""
    return conflict("what would change in '\(other)' is not what the plan shows (changes)")
  }

  private func conflict(_ message: String) -> IpaiError {
    IpaiError(
      .conflict, "nothing was promoted: \(message)", hint: "look at a new plan: ipai promote plan --out FILE")
  }
}
