package import IpaiDatabase
package import IpaiSearch

/// The search of the skills of a database.
package typealias SkillSearchIndex = CorpusIndex<SkillCorpus>

extension CorpusIndex<SkillCorpus> {
  /// `meaning` is nil when only words are searched.
  package convenience init(_ database: DatabaseFile, meaning: SearchMeaning? = nil) {
    self.init(SkillCorpus(), in: database, meaning: meaning)
  }
}
