import Foundation
import IpaiCommits
import IpaiCore
import IpaiCorpora
import IpaiMemory
import IpaiPostgres
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

  /// The corpora that are always there, wherever everything is kept; nil when there is no database yet.
  func fixedIndexes() throws -> [any SearchIndex]? {
    if let shared = try sharedStore() { return sharedIndexes(shared) }
    return try databaseForReading().map { searchIndexes($0) }
  }

  /// The search of the corpora that a request names, separated by commas; `all` for all that can be searched. nil when there is no
  /// database yet.
  ///
  /// Throws `IpaiError(.usage)` for a corpus that does not exist and for one that is named twice.
  func search(of names: String) async throws -> CorporaSearch? {
    if let shared = try sharedStore() {
      let store = PostgresCorpusStore(shared)
      return try await search(of: names, among: sharedIndexes(shared), store) { corpora, meaning in
        PostgresIndex(PostgresPassageCorpus(corpora), in: shared, meaning: meaning)
      }
    }
    guard let database = try databaseForReading() else { return nil }
    return try await search(of: names, among: searchIndexes(database), SQLiteCorpusStore(database)) {
      corpora, meaning in
      PassageSearchIndex(corpora, in: database, meaning: meaning)
    }
  }

  private func search(
    of names: String, among all: [any SearchIndex], _ store: any CorpusStore,
    _ make: ([String], SearchMeaning) -> any SearchIndex
  ) async throws -> CorporaSearch {
    var names = names.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let isAll = names == ["all"]
    let fixed = Set(all.map(\.corpus))
    let documents = names.allSatisfy(fixed.contains) ? [] : try await store.names()
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
    let groups = chosenDocuments.isEmpty ? [] : try await embedderGroups(chosenDocuments.sorted(), store)
    return CorporaSearch(chosen + groups.map { documentIndex($0, make) }, leavesOut: isAll)
  }

  /// The corpora of the PostgreSQL database that can be searched, with their caches. A new corpus needs one line here.
  func sharedIndexes(_ store: PostgresPool) -> [any SearchIndex] {
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

  /// The search of corpora with the same embedder, which `make` creates; vectors of different ones cannot be compared.
  private func documentIndex(
    _ group: EmbedderGroup, _ make: ([String], SearchMeaning) -> any SearchIndex
  ) -> any SearchIndex {
    opened.documentIndex(group) {
      let services = self
      // Copies of vectors are for databases that are files.
      let folder = configuration.hasStore ? nil : directories.cache + "/vectors"
      let meaning = SearchMeaning(cacheFolder: folder) {
        guard let embedder = try services.embedder(group.embedder) else {
          throw IpaiError(
            .notFound, "there is nothing that computes the meaning of \(group.corpora.joined(separator: ", "))",
            hint: "choose something: ipai rag embed \(group.corpora.first ?? "NAME") --embedder installed")
        }
        return embedder
      }
      return make(group.corpora, meaning)
    }
  }
}
