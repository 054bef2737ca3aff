package import IpaiCore

/// A move of a version from one status to another.
package struct SkillStatusChange: Codable, Sendable, Equatable {
  /// The version.
  package var version: String
  /// What it was before; nil for the status with which the version arrived.
  package var from: SkillStatus?
  /// What it has been since.
  package var to: SkillStatus
  /// The digest of the version at the time.
  package var digest: String
  /// Who moved it.
  package var by: String
  /// When.
  package var date: Timestamp
  /// Why.
  package var reason: String
}
