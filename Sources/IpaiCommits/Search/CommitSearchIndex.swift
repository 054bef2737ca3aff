package import IpaiDatabase
package import IpaiSearch

/// The search of the commits of a database.
package typealias CommitSearchIndex = CorpusIndex<CommitCorpus>

extension CorpusIndex<CommitCorpus> {
  /// `meaning` is nil when only words are searched.
  package convenience init(_ database: DatabaseFile, meaning: SearchMeaning? = nil) {
    self.init(CommitCorpus(), in: database, meaning: meaning)
  }
}
