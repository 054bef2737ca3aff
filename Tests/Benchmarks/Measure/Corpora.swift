import Foundation
import IpaiCommits
import IpaiDatabase
import IpaiEmbedding
import IpaiSearch

/// Searches the commits of several databases as so many corpora, for each line of standard input, `{"id": …, "text": …}`, and
/// prints id, rank and commit. `model` is a model file, or `-` for words alone.
func measureCorpora(_ databases: [String], _ model: String) async throws {
  let meaning = SearchMeaning(cacheFolder: NSTemporaryDirectory() + "/ipai-measure-vectors") {
    TextEncoder(try ModelFile(path: model), precision: .int8, threads: 1)
  }
  let indexes = try databases.map { path in
    guard let file = try DatabaseFile.forReading(path) else { exit(66) }
    return CommitSearchIndex(file, meaning: model == "-" ? nil : meaning)
  }
  let search = CorporaSearch(indexes)
  while let line = readLine() {
    let query = try JSONDecoder().decode(LabelledQuery.self, from: Data(line.utf8))
    var rank = 0
    _ = try await search.run(SearchRequest(query: query.text, maxResults: 120)) { hit in
      rank += 1
      print("\(query.id)\t\(rank)\t\(hit.id)")
    }
  }
}
