import Foundation
import IpaiCommits
import IpaiCore
import IpaiDatabase
import IpaiEmbedding
import IpaiSearch

/// A query of standard input, a JSON object a line.
struct LabelledQuery: Decodable {
  let id: String
  let text: String
}

/// Searches for each line of standard input, `{"id": …, "text": …}`, and prints the ranks: id, rank and commit, for
/// `score.py`-like scorers. `model` is a model file, or `-` for words alone.
func measureRanks(_ database: String, _ repository: String, _ mode: String, _ model: String) async throws {
  guard let file = try DatabaseFile.forReading(database) else { exit(66) }
  let meaning = SearchMeaning(cacheFolder: NSTemporaryDirectory() + "/ipai-measure-vectors") {
    TextEncoder(try ModelFile(path: model), precision: .int8, threads: 1)
  }
  let index = CommitSearchIndex(file, meaning: model == "-" ? nil : meaning)
  var milliseconds: [Double] = []
  while let line = readLine() {
    let query = try JSONDecoder().decode(LabelledQuery.self, from: Data(line.utf8))
    let request = SearchRequest(
      query: query.text, repository: repository, maxResults: 120, mode: SearchMode(rawValue: mode))
    let start = DispatchTime.now().uptimeNanoseconds
    let found = try await index.search(request)
    milliseconds.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
    for (rank, result) in found.hits.enumerated() { print("\(query.id)\t\(rank + 1)\t\(result.id)") }
  }
  milliseconds.sort()
  guard !milliseconds.isEmpty else { return }
  let middle = milliseconds.count / 2
  let late = milliseconds.count * 95 / 100
  FileHandle.standardError.write(
    Data("\(milliseconds.count) queries, p50 \(milliseconds[middle]) ms, p95 \(milliseconds[late]) ms\n".utf8))
}
