import IpaiCore
import IpaiSkills

/// What a synchronization did, for people.
enum SkillSyncText {
  /// A line for each skill that changed, and a summary.
  static func text(_ outcome: SkillSyncSummary, _ theme: Theme) -> String {
    var table = TextTable(styles: [theme.id, { $0 }, { $0 }, theme.dim])
    for skill in outcome.changed {
      table.add([skill.name, skill.version, skill.change.rawValue, skill.status.rawValue])
    }
    for name in outcome.retired { table.add([name, "", "retired", SkillStatus.deprecated.rawValue]) }
    return table.rendered(theme) + "\(outcome.changed.count) changed, \(outcome.unchanged) unchanged\n"
  }

  /// Names the skills that vanished and those that were refused.
  static func say(_ outcome: SkillSyncSummary, _ invocation: Invocation) {
    let left = outcome.vanished.filter { !outcome.retired.contains($0) }
    if !left.isEmpty {
      invocation.say("no longer there: \(left.joined(separator: ", ")); to retire them, add --prune")
    }
    for refused in outcome.refused {
      let hint = refused.hint.map { "; \($0)" } ?? ""
      invocation.say("refused: \(refused.message)\(hint)")
    }
  }
}
