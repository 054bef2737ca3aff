/// What a synchronization did.
package struct SkillSyncSummary: Codable, Sendable, Equatable {
  /// The skills that changed, in the order of their paths.
  package var changed: [AddedSkill] = []
  /// How many were as they are.
  package var unchanged = 0
  /// The names of skills whose folder or file is no longer there.
  package var vanished: [String] = []
  /// The names of those that were retired for it.
  package var retired: [String] = []
  /// The skills that were not stored, and why.
  package var refused: [RefusedSkill] = []
  /// How many vectors were computed.
  package var embedded = 0

  /// Nothing yet.
  package init() {}
}
