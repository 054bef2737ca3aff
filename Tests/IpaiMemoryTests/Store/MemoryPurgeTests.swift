import Foundation
import IpaiCore
import IpaiDatabase
import IpaiMemory
import IpaiSearch
import TestSupport
import Testing

/// What is purged is in none of the files any more.
@Suite struct MemoryPurgeTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Words that stand nowhere else, in the text, its stems, the title, the context and a link.
  private static let traces = ["xylographer", "zyzzyva", "quokkaness", "vexillolog", "brouhahaland"]

  private func secretTalk() -> NewConversation {
    var talk = NewConversation.talk(
      "secret", "the xylographer met a zyzzyva", String(repeating: "zyzzyva words. ", count: 500))
    talk.title = "quokkaness"
    talk.context = ["branch": "vexillology"]
    return talk
  }

  private func database() throws -> DatabaseFile { try DatabaseFile.forWriting(folder.file("ipai.db")) }

  /// The traces that are in any file of the folder.
  private func found() throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let contents = names.compactMap { FileManager.default.contents(atPath: folder.file($0)) }
    return Self.traces.filter { trace in contents.contains { $0.range(of: Data(trace.utf8)) != nil } }
  }

  private func fill(_ database: DatabaseFile) async throws -> SQLiteMemoryStore {
    let store = SQLiteMemoryStore(database)
    for number in 0..<50 { try await store.add(.talk("s\(number)", "a walrus and \(number)", "common words")) }
    try await store.add(secretTalk())
    _ = try store.link([MemoryLink(sessionID: "secret", kind: .file, target: "brouhahaland/a.c")], at: noon)
    for number in 50..<60 { try await store.add(.talk("s\(number)", "more words \(number)")) }
    return store
  }

  @Test func noByteIsLeft() async throws {
    let database = try database()
    let store = try await fill(database)
    try database.truncateLog()
    #expect(try found() == Self.traces)
    _ = try store.forget("secret", message: nil)
    // Without a purge, the text is still legible.
    #expect(try !found().isEmpty)
    try store.purge()
    #expect(try found().isEmpty)
    // What is left is whole and can be found.
    #expect(try await store.ids().ids.count == 60)
    let index = MemorySearchIndex(database)
    #expect(
      try await index.search(SearchRequest(query: "walrus", maxResults: 100)).hits.filter { !$0.score.terms.isEmpty }
        .count
        == 50)
    #expect(try await index.search(SearchRequest(query: "zyzzyva")).hits.isEmpty)
    try database.close()
    #expect(try found().isEmpty)
  }

  /// One message of a conversation that stays.
  @Test func oneMessageIsPurged() async throws {
    let database = try database()
    let store = SQLiteMemoryStore(database)
    try await store.add(.talk("s1", "kept", "the zyzzyva", "kept too"))
    _ = try store.forget("s1", message: "m1")
    try store.purge()
    #expect(try found().isEmpty)
    #expect(try await store.allMessages(of: "s1").map(\.content) == ["kept", "kept too"])
  }

  /// Another connection that is reading keeps the old pages alive: that is said, and nothing is lost.
  @Test func aReaderInTheWayIsSaid() async throws {
    let database = try database()
    let store = try await fill(database)
    _ = try store.forget("secret", message: nil)
    let reader = try #require(try DatabaseFile.forReading(folder.file("ipai.db")))
    let error = try reader.read { db in
      _ = try SQLiteMemoryStore(database).list(ConversationFilter(), PageRequest(maxResults: nil)) { _ in }
      // Only now has the reader a view that the purge would have to change.
      _ = try MessageCount.read(db)
      return #expect(throws: IpaiError.self) { try store.purge() }
    }
    #expect(error?.code == .conflict)
    try reader.close()
    try store.purge()
    #expect(try found().isEmpty)
    #expect(try await store.ids().ids.count == 60)
  }
}
