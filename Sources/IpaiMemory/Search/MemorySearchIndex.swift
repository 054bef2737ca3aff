package import IpaiDatabase
package import IpaiSearch

/// The search of the messages of a database.
package typealias MemorySearchIndex = CorpusIndex<MemoryCorpus>

extension CorpusIndex<MemoryCorpus> {
  /// `meaning` is nil when only words are searched.
  package convenience init(_ database: DatabaseFile, meaning: SearchMeaning? = nil) {
    self.init(MemoryCorpus(), in: database, meaning: meaning)
  }
}
