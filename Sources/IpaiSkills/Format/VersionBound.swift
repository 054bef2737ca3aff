/// One side of a range of versions.
struct VersionBound: Hashable, Sendable {
  enum Comparison: Hashable, Sendable {
    case less, lessOrEqual, equal, greaterOrEqual, greater
  }

  let comparison: Comparison
  let version: SkillVersion

  init(_ comparison: Comparison, _ version: SkillVersion) {
    self.comparison = comparison
    self.version = version
  }

  /// True when the bound admits the version; builds say nothing here.
  func admits(_ other: SkillVersion) -> Bool {
    switch comparison {
    case .less: other.precedes(version)
    case .lessOrEqual: !version.precedes(other)
    case .equal: !version.precedes(other) && !other.precedes(version)
    case .greaterOrEqual: !other.precedes(version)
    case .greater: version.precedes(other)
    }
  }
}
