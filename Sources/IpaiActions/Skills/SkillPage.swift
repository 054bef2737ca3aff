package import IpaiSkills

/// A page of a list of skills.
package struct SkillPage: ListOutcome, Equatable {
  /// The latest version of each skill, by name.
  package var items: [StoredSkill] = []
  /// The cursor of the next page; nil when there is none.
  package var next: String?

  enum CodingKeys: String, CodingKey {
    case next
    case items = "skills"
  }
}
