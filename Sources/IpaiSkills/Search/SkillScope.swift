import IpaiSearch

/// The skills that are searched: those whose latest version is not deprecated.
package struct SkillScope: CorpusScope {
  /// There is only one scope.
  package let identity: String? = nil
  /// Computes what is missing.
  package let updateCommand = "ipai skills sync DIR"
}
