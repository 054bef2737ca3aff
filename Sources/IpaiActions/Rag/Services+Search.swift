import Foundation
import IpaiCommits
import IpaiCore
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

  /// The search of the corpora that a request names, separated by commas.
  ///
  /// Throws `IpaiError(.usage)` for a corpus that does not exist and for one that is named twice.
  func search(of names: String, in database: DatabaseFile) throws -> CorporaSearch {
    let all = searchIndexes(database)
    var chosen: [any SearchIndex] = []
    for part in names.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.trimmingCharacters(in: .whitespaces)
      guard let index = all.first(where: { $0.corpus == name }) else {
        throw IpaiError(
          .usage, "there is no corpus '\(name.prefix(80))'",
          hint: "the corpora are: \(all.map(\.corpus).joined(separator: ", "))")
      }
      guard !chosen.contains(where: { $0.corpus == name }) else {
        throw IpaiError(.usage, "the corpus '\(name)' is named twice")
      }
      chosen.append(index)
    }
    return CorporaSearch(chosen)
  }
}
