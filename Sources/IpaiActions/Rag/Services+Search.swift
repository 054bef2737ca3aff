import Foundation
import IpaiCommits
import IpaiCore
import IpaiCorpora
import IpaiMemory
import IpaiSkills
package import IpaiDatabase
package import IpaiSearch

extension Services {
  /// The corpora of a database that can be searched, with their caches. A new corpus needs one line here.
  package func searchIndexes(_ database: DatabaseFile) -> [any SearchIndex] {
    opened.searchIndexes {
      let services = self
      let meaning = SearchMeaning(cacheFolder: directories.cache + "/vectors") { try services.textEncoder() }
      return [
        CommitSearchIndex(database, meaning: meaning),
        MemorySearchIndex(database, meaning: meaning), SkillSearchIndex(database, meaning: meaning),
      ]
    }
  }

  /// The search of the corpora that a request names, separated by commas; `all` for all that can be searched. nil when there is no
  /// database yet.
  ///
  /// Throws `IpaiError(.usage)` for a corpus that does not exist and for one that is named twice.
  func search(of names: String) throws -> CorporaSearch? {
    if let shared = try sharedIndexes() { return try sharedSearch(of: names, shared) }
    guard let database = try databaseForReading() else { return nil }
    return try search(of: names, in: database)
  }

  /// The search of corpora of a local database.
  func search(of names: String, in database: DatabaseFile) throws -> CorporaSearch {
    let all = searchIndexes(database)
    let documents = try SQLiteCorpusStore(database).names()
    var names = names.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let isAll = names == ["all"]
    if isAll { names = all.map(\.corpus) + documents }
    var chosen: [any SearchIndex] = []
    var chosenDocuments: [String] = []
    for (place, name) in names.enumerated() {
      guard !names[..<place].contains(name) else { throw IpaiError(.usage, "the corpus '\(name)' is named twice") }
      if documents.contains(name) {
        chosenDocuments.append(name)
      } else if let index = all.first(where: { $0.corpus == name }) {
        chosen.append(index)
      } else {
        throw IpaiError(
          .usage, "there is no corpus '\(name.prefix(80))'",
          hint: "the corpora are: \((all.map(\.corpus) + documents).joined(separator: ", "))")
      }
    }
    let groups = try embedderGroups(chosenDocuments.sorted(), SQLiteCorpusStore(database))
    return CorporaSearch(chosen + groups.map { documentIndex($0, database) }, leavesOut: isAll)
  }

  /// The corpora of the PostgreSQL database that can be searched, with their caches; nil when none is configured. A new corpus needs one
  /// line here.
  func sharedIndexes() throws -> [any SearchIndex]? {
    guard let store = try sharedStore() else { return nil }
    let services = self
    return opened.sharedIndexes {
      // Copies of vectors are for databases that are files.
      let meaning = SearchMeaning(cacheFolder: nil) { try services.textEncoder() }
      return [
        PostgresIndex(PostgresCommitCorpus(), in: store, meaning: meaning),
        PostgresIndex(PostgresMemoryCorpus(), in: store, meaning: meaning),
        PostgresIndex(PostgresSkillCorpus(), in: store, meaning: meaning),
      ]
    }
  }

  /// The search of those corpora of the PostgreSQL database that a request names; `all` for all that can be searched there.
  ///
  /// Throws `IpaiError(.usage)` for a corpus that is named twice and for one that is not there.
  private func sharedSearch(of names: String, _ indexes: [any SearchIndex]) throws -> CorporaSearch {
    let names = names.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    if names == ["all"] { return CorporaSearch(indexes, leavesOut: true) }
    var chosen: [any SearchIndex] = []
    for (place, name) in names.enumerated() {
      guard !names[..<place].contains(name) else { throw IpaiError(.usage, "the corpus '\(name)' is named twice") }
      guard let index = indexes.first(where: { $0.corpus == name }) else {
        throw IpaiError(
          .usage, "there is no corpus '\(name.prefix(80))' in PostgreSQL",
          hint: "the corpora there are: \(indexes.map(\.corpus).joined(separator: ", "))")
      }
      chosen.append(index)
    }
    return CorporaSearch(chosen)
  }

  /// The search of corpora with the same embedder; vectors of different ones cannot be compared.
  private func documentIndex(_ group: EmbedderGroup, _ database: DatabaseFile) -> any SearchIndex {
    opened.documentIndex(group) {
      let services = self
      let meaning = SearchMeaning(cacheFolder: directories.cache + "/vectors") {
        guard let embedder = try services.embedder(group.embedder) else {
          throw IpaiError(
            .notFound, "there is nothing that computes the meaning of \(group.corpora.joined(separator: ", "))",
            hint: "choose something: ipai rag embed \(group.corpora.first ?? "NAME") --embedder installed")
        }
        return embedder
      }
      return PassageSearchIndex(group.corpora, in: database, meaning: meaning)
    }
  }
}
