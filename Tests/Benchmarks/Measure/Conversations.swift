import Foundation
import IpaiCore
import IpaiDatabase
import IpaiEmbedding
import IpaiMemory
import IpaiSearch

/// Finds the answers to the questions of one split, by plain BM25, words, vectors and both, and prints how well: the mean for
/// each source, the mean of these, and how much better both are than words.
func measureConversations(_ histories: String, _ queries: String, _ model: String, _ split: String) async throws {
  let set = try ConversationSet(histories: histories, queries: queries, split: split)
  guard !set.histories.isEmpty else { exit(66) }
  let encoder = try installedEncoder(model)
  var scores = ConversationScores()
  for (history, queries) in set.histories {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ipai-measure-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let database = try DatabaseFile.forWriting(folder.appending(path: "memory.db").path)
    try fill(database, with: history.conversations, encoder)
    let search = HistorySearch(database, encoder, history)
    for query in queries { scores.add(try await search.scores(query), source: history.source) }
    try database.close()
  }
  let json = JSONEncoder()
  json.outputFormatting = [.prettyPrinted, .sortedKeys]
  print(String(decoding: try json.encode(scores.report), as: UTF8.self))
}

/// Stores conversations as `memory import` does.
private func fill(_ database: DatabaseFile, with conversations: [NewConversation], _ encoder: TextEncoder) throws {
  let preparation = ConversationPreparation(now: Timestamp(Date()))
  let results = try SQLiteMemoryStore(database).add(try conversations.map { try preparation.prepare($0) })
  for result in results { _ = try result.get() }
  _ = try MessageEmbedding(database, encoder).run()
}
