package import IpaiDatabase
package import IpaiSearch

/// The commits of a database, searched.
package typealias CommitSearchIndex = CorpusIndex<CommitCorpus>

extension CorpusIndex<CommitCorpus> {
  /// `meaning` is nil where only words are to be searched.
  package convenience init(_ database: DatabaseFile, meaning: SearchMeaning? = nil) {
    self.init(CommitCorpus(), in: database, meaning: meaning)
  }
}
