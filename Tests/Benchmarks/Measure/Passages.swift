import Foundation
import IpaiCorpora
import IpaiDatabase
import IpaiEmbedding
import IpaiSearch

/// Searches all corpora of documents of a database for each line of standard input. `model` is a model file, or `-` for words alone.
func measurePassages(_ path: String, _ model: String) async throws {
  guard let database = try DatabaseFile.forReading(path) else { exit(66) }
  let meaning = SearchMeaning(cacheFolder: nil) {
    TextEncoder(try ModelFile(path: model), precision: .int8, threads: 1)
  }
  let corpora = try SQLiteCorpusStore(database).corpora()
  let index = PassageSearchIndex(corpora.map(\.name), in: database, meaning: model == "-" ? nil : meaning)
  _ = try await index.search(SearchRequest(query: "warm up"))
  var times = Times()
  while let line = readLine() {
    _ = try await times.measure { try await index.search(SearchRequest(query: line, isPlain: true)) }
  }
  try answer(times.percentiles().merging(["passages": Double(corpora.reduce(0) { $0 + $1.passages })]) { $1 })
}
