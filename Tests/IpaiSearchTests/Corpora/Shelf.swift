import DomainTestSupport
import IpaiCommits
import IpaiCore
import IpaiDatabase
import IpaiMemory
import IpaiSearch
import TestSupport

/// Documents in a corpus of one of the kinds that can be searched, for tests that hold for all of them.
final class Shelf: Sendable {
  enum Kind: CaseIterable, Sendable {
    case commits, notes, memory
  }

  /// When the first document is dated, in seconds since 1970: the start of 2024.
  static let start: Int64 = 1_704_067_200

  let kind: Kind
  let database: DatabaseFile
  private let repository: TestRepository

  init(_ kind: Kind, in database: DatabaseFile? = nil) throws {
    self.kind = kind
    self.database = try database ?? DatabaseFile.inMemory()
    repository = try TestRepository()
    if kind == .notes { try NoteCorpus.makeTables(self.database) }
  }

  /// The folder that requests are about.
  var folder: String { repository.path }

  func index(meaning: SearchMeaning? = nil) -> any SearchIndex {
    switch kind {
    case .commits: CommitSearchIndex(database, meaning: meaning)
    case .notes: CorpusIndex(NoteCorpus(), in: database, meaning: meaning)
    case .memory: MemorySearchIndex(database, meaning: meaning)
    }
  }

  /// Adds documents and returns their ids; each is a day younger than the one before.
  @discardableResult
  func add(_ texts: String..., from day: Int = 0) throws -> [String] {
    let ids = try texts.enumerated().map { place, text in
      let seconds = (day + place) * 86_400
      switch kind {
      case .commits: return try repository.commit(text, seconds: seconds)
      case .notes:
        let name = "note-\(day + place)"
        try NoteCorpus().add(name, text, seconds: Int(Self.start) + seconds, to: database)
        return name
      case .memory:
        let name = "message-\(day + place)"
        try remember(name, text, at: Self.start + Int64(seconds))
        return name
      }
    }
    try update()
    return ids
  }

  /// Takes out the document that was added last.
  func removeLast(_ id: String) throws {
    switch kind {
    case .commits:
      try repository.git("reset", "-q", "--hard", "HEAD~1")
      try update()
    case .notes: try NoteCorpus().remove(id, from: database)
    case .memory: _ = try SQLiteMemoryStore(database).forget("session of \(id)", message: id)
    }
  }

  /// Each message in a conversation of its own, so that none has neighbours.
  private func remember(_ id: String, _ text: String, at seconds: Int64) throws {
    let message = NewMessage(id: id, role: "user", content: text, timestamp: Timestamp(seconds: seconds))
    let conversation = NewConversation(sessionID: "session of \(id)", messages: [message])
    let prepared = try ConversationPreparation(now: Timestamp(seconds: 1_800_000_000)).prepare(conversation)
    _ = try SQLiteMemoryStore(database).add([prepared])[0].get()
  }

  private func update() throws {
    guard kind == .commits else { return }
    let request = IndexRequest(
      path: repository.path, selection: Selection(), jobs: 1, now: Timestamp(seconds: 1_735_689_600))
    let store = SQLiteCommitStore(database)
    _ = try CallingThread.run { try await CommitIndexer(store, request).run() }
  }

  /// Computes the vectors that are missing; returns how many.
  func embed() throws -> Int {
    let encoder = try TestModel.encoder()
    switch kind {
    case .commits:
      let (store, path) = (SQLiteCommitStore(database), repository.path)
      return try CallingThread.run { try await CommitEmbedding(store, encoder).run(path) }
    case .notes:
      let filling = VectorFilling(
        database, NoteCorpus().layout, encoder, parts: { [MeaningPart(Array($0.utf8))] })
      return try filling.run(members: "SELECT id FROM note")
    case .memory: return try MessageEmbedding(database, encoder).run()
    }
  }

  func search(_ query: String, meaning: SearchMeaning? = nil, _ change: (inout SearchRequest) -> Void = { _ in })
    async throws -> SearchFindings
  {
    try await index(meaning: meaning).search(request(query, change))
  }

  func request(_ query: String, _ change: (inout SearchRequest) -> Void = { _ in }) -> SearchRequest {
    var request = SearchRequest(query: query, repository: folder)
    change(&request)
    return request
  }
}
