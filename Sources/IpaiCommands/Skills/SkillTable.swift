import IpaiCore
import IpaiSkills

/// Skills, for people.
enum SkillTable {
  /// A row for each skill; empty for none.
  static func rendered(_ skills: [StoredSkill], _ theme: Theme) -> String {
    var table = TextTable([
      .init(head: "SKILL", style: theme.id, most: 40), .init(head: "VERSION", most: 20), .init(head: "STATUS"),
      .init(head: "UPDATED", style: theme.dim), .init(head: "DESCRIPTION"),
    ])
    for skill in skills {
      table.add([skill.name, skill.version, skill.status.rawValue, skill.updated.day, skill.description])
    }
    return table.rendered(theme)
  }
}
