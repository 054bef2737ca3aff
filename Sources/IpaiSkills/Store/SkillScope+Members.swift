extension SkillScope {
  /// A query for the numbers of the skills.
  package var members: String {
    "SELECT s.id FROM skill s JOIN skill_version v ON v.id = s.latest_id WHERE v.status <> 'deprecated'"
  }
}
