import IpaiSkills

/// Compares what a plan shows of the changes of a skill with what would change.
struct ChangeComparison {
  /// The name of the skill.
  let name: String
  /// What would change; nil for nothing.
  let now: SkillChange?
  /// What the plan shows; nil for nothing.
  let then: SkillChange?

  /// The first thing in which they differ, as a clause; nil for none.
  var difference: String? {
    guard now != then else { return nil }
    guard let now else { return "the plan shows changes in \(skill), and there are none" }
    guard let then else { return "the files of \(skill) would change, and the plan does not show how" }
    return fileDifference(now, then) ?? fieldDifference(now, then)
      ?? "the plan shows the changes in \(skill) in another order, or one of them twice"
  }

  private var skill: String { PlanComparison.quoted(name) }

  private func fileDifference(_ now: SkillChange, _ then: SkillChange) -> String? {
    let files = Dictionary(now.files.map { ($0.path, $0) }) { first, _ in first }
    let shown = Dictionary(then.files.map { ($0.path, $0) }) { first, _ in first }
    for path in Set(files.keys).union(shown.keys).sorted() where files[path] != shown[path] {
      let file = "\(PlanComparison.quoted(path)) of \(skill)"
      guard let then = shown[path] else {
        return "\(file) would be \(files[path]?.kind.rawValue ?? "changed"), and the plan does not show it"
      }
      guard let now = files[path] else { return "the plan shows that \(file) is \(then.kind.rawValue), and it is not" }
      if now.kind != then.kind {
        return "the plan shows that \(file) is \(then.kind.rawValue), and it is \(now.kind.rawValue)"
      }
      return "the plan shows other lines of \(file) than those that differ"
    }
    return nil
  }

  private func fieldDifference(_ now: SkillChange, _ then: SkillChange) -> String? {
    let fields = Dictionary(now.fields.map { ($0.field, $0) }) { first, _ in first }
    let shown = Dictionary(then.fields.map { ($0.field, $0) }) { first, _ in first }
    for field in Set(fields.keys).union(shown.keys).sorted() where fields[field] != shown[field] {
      let values = "\(Self.text(fields[field])) now, \(Self.text(shown[field])) in the plan"
      return "what \(skill) says of itself would not change as the plan shows: \(PlanComparison.line(field)): \(values)"
    }
    return nil
  }

  private static func text(_ change: SkillFieldChange?) -> String {
    guard let change else { return "unchanged" }
    return "from \(PlanComparison.line(change.old ?? "none")) to \(PlanComparison.line(change.new ?? "none"))"
  }
}
