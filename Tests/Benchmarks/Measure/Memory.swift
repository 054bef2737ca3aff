import Foundation
import IpaiCore
import IpaiDatabase
import IpaiEmbedding
import IpaiMemory
import IpaiSearch

/// The model in a file, as commands use it: in 8 bits, on all processors.
func installedEncoder(_ path: String) throws -> TextEncoder {
  TextEncoder(try ModelFile(path: path), precision: .int8, threads: ProcessInfo.processInfo.activeProcessorCount)
}

/// Searches the messages for each line of standard input as `memory search` does: ten conversations with the best message of
/// each. By words, and by words and meaning where a model file is given; nothing is read from disk for the first time.
func measureMemorySearch(_ database: String, _ model: String?) async throws {
  guard let file = try DatabaseFile.forReading(database) else { exit(66) }
  let meaning = try model.map { path in
    let encoder = try installedEncoder(path)
    return SearchMeaning(cacheFolder: nil) { encoder }
  }
  let index = MemorySearchIndex(file, meaning: meaning)
  var queries: [String] = []
  while let query = readLine() { queries.append(query) }
  var figures: [String: Double] = ["queries": Double(queries.count)]
  for mode in model == nil ? [SearchMode.lexical] : [.lexical, .hybrid] {
    var times = Times()
    _ = try await index.search(groupedSearch("warm up", mode))
    for query in queries { _ = try await times.measure { try await index.search(groupedSearch(query, mode)) } }
    figures.merge(times.percentiles("\(mode.rawValue)_")) { $1 }
  }
  try answer(figures)
}

private func groupedSearch(_ query: String, _ mode: SearchMode) -> SearchRequest {
  var request = SearchRequest(query: query, mode: mode)
  request.isGrouped = true
  return request
}

/// Adds 500 notes, one transaction each, as `memory add` does: checking, taking secrets out, words and rows. Looking for what
/// they refer to and computing their meaning are left out.
func measureMemoryAdding(_ database: String) throws {
  let store = SQLiteMemoryStore(try DatabaseFile.forWriting(database))
  let preparation = ConversationPreparation(now: Timestamp(Date()))
  func add(_ number: Int) throws {
    let text =
      "Note \(number): the proxy closes idle connections after \(number) seconds, so the pool must not keep "
      + "them longer; the test that waits for it takes a minute and stands in tests/pool-\(number % 40).c."
    let messages = [NewMessage(role: "user", content: text)]
    let note = NewConversation(sessionID: NewConversation.noteID(messages), isNote: true, messages: messages)
    for result in try store.add([preparation.prepare(note)]) { _ = try result.get() }
  }
  for number in 0..<20 { try add(-number) }
  var times = Times()
  for number in 1...500 { try times.measure { try add(number) } }
  try answer(times.percentiles())
}
