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

  /// The search of the corpora that a request names, separated by commas; `all` for all that can be searched.
  ///
  /// Throws `IpaiError(.usage)` for a corpus that does not exist and for one that is named twice.
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

  /// The search of those corpora of the PostgreSQL database that a request names; `all` for all that can be searched there.
  ///
  /// Throws `IpaiError(.unavailable)` for a corpus that is not there yet.
  func sharedSearch(of names: String) throws -> CorporaSearch {
    guard let skills = try skillSearch() else { throw IpaiError(.internal, "no PostgreSQL database is configured") }
    let others = names.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0 != skills.corpus && $0 != "all" }
    if let other = others.first {
      throw IpaiError(
        .unavailable, "the corpus '\(other.prefix(80))' cannot be searched in PostgreSQL yet, only skills",
        hint: "search the local database: --db, or unset IPAI_STORE")
    }
    return CorporaSearch([skills])
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
