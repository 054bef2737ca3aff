import DomainTestSupport
import IpaiCore
import IpaiMemory
import StoreTestSupport
import Testing

/// What every `MemoryStore` does, wherever it keeps things.
@Suite struct MemoryStoreContractTests {
  @Test(arguments: StoreKind.allCases)
  func whatIsAddedIsThere(kind: StoreKind) async throws {
    let store = try await kind.make()
    var talk = NewConversation.talk("s1", "why is the pool slow?", "connections are never reused")
    talk.userID = "ann"
    talk.title = "Pool"
    talk.context = ["branch": "main"]
    talk.messages[0].name = "Ann"
    #expect(try await store.add(talk) == AddedConversation(sessionID: "s1", added: 2, unchanged: 0, empty: 0))
    let stored = try #require(try await store.conversation("s1"))
    #expect(stored.kind == .conversation && stored.userID == "ann" && stored.title == "Pool" && stored.summary == nil)
    #expect(stored.context == ["branch": "main"] && stored.messageCount == 2 && stored.archived == nil)
    #expect(stored.created.seconds == 1_700_000_000 && stored.updated.seconds == 1_700_000_060)
    #expect(stored.beginning == "why is the pool slow?")
    let messages = try await store.allMessages(of: "s1")
    #expect(messages.map(\.content) == ["why is the pool slow?", "connections are never reused"])
    #expect(messages.map(\.id) == ["m0", "m1"] && messages.map(\.role) == ["user", "assistant"])
    #expect(messages.map(\.name) == ["Ann", nil])
    #expect(try await store.conversation("s2") == nil)
    #expect(try await store.allMessages(of: "s2").isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func addingAgainChangesNothing(kind: StoreKind) async throws {
    let store = try await kind.make()
    try await store.add(.talk("s1", "a", "b"))
    let before = try await store.conversation("s1")
    #expect(
      try await store.add(.talk("s1", "a", "b")) == AddedConversation(sessionID: "s1", added: 0, unchanged: 2, empty: 0)
    )
    #expect(try await store.conversation("s1") == before)
    #expect(try await store.add(.talk("s1", "a", "b", "c")).added == 1)
    #expect(try await store.allMessages(of: "s1").map(\.content) == ["a", "b", "c"])
  }

  /// Neither the message nor anything else of the conversation is changed; others of the same call are stored.
  @Test(arguments: StoreKind.allCases)
  func anIDWithOtherContentIsAConflict(kind: StoreKind) async throws {
    let store = try await kind.make()
    try await store.add(.talk("s1", "a", "b"))
    let preparation = ConversationPreparation(now: noon)
    var changed = NewConversation.talk("s1", "new", "x")
    changed.messages[0].id = "m9"
    changed.title = "changed"
    let results = try await store.add([preparation.prepare(changed), preparation.prepare(.talk("s2", "other"))])
    #expect(#expect(throws: IpaiError.self) { try results[0].get() }?.code == .conflict)
    #expect(try results[1].get().added == 1)
    #expect(try await store.allMessages(of: "s1").map(\.content) == ["a", "b"])
    #expect(try await store.conversation("s1")?.title == nil)
    var other = NewConversation.talk("s1", "a")
    other.messages[0].role = "assistant"
    await #expect(throws: IpaiError.self) { try await store.add(other) }
  }

  @Test(arguments: StoreKind.allCases)
  func whatIsSaidAnewReplacesWhatWasSaidBefore(kind: StoreKind) async throws {
    let store = try await kind.make()
    var talk = NewConversation.talk("s1", "a")
    talk.title = "old"
    talk.summary = "kept"
    talk.context = ["branch": "main", "workspace": "/w"]
    try await store.add(talk)
    talk.title = "new"
    talk.summary = nil
    talk.context = ["branch": "fix"]
    try await store.add(talk)
    let stored = try #require(try await store.conversation("s1"))
    #expect(stored.title == "new" && stored.summary == "kept")
    #expect(stored.context == ["branch": "fix", "workspace": "/w"])
  }

  @Test(arguments: StoreKind.allCases)
  func aNoteToWhichSomethingIsAddedIsAConversation(kind: StoreKind) async throws {
    let store = try await kind.make()
    var note = NewConversation.talk("n", "keep this")
    note.isNote = true
    try await store.add(note)
    #expect(try await store.conversation("n")?.kind == .note)
    try await store.add(note)
    #expect(try await store.conversation("n")?.kind == .note)
    note.messages.append(NewMessage(role: "user", content: "and this"))
    try await store.add(note)
    #expect(try await store.conversation("n")?.kind == .conversation)
  }

  @Test(arguments: StoreKind.allCases)
  func longMessagesComeBackWhole(kind: StoreKind) async throws {
    let store = try await kind.make()
    let text = (0..<2_000).map { "word\($0) åäö " }.joined() + "\n\n\u{1F600}" + String(repeating: "x", count: 20_000)
    try await store.add(.talk("s1", "before", text, "after"))
    #expect(try await store.allMessages(of: "s1").map(\.content) == ["before", text, "after"])
    #expect(try await store.conversation("s1")?.messageCount == 3)
    #expect(try await store.add(.talk("s1", "before", text, "after")).unchanged == 3)
    let around = try await store.messages(of: "s1", around: "m1", before: 1, after: 1)
    #expect(around.map(\.id) == ["m0", "m1", "m2"] && around[1].content == text)
  }

  @Test(arguments: StoreKind.allCases)
  func neighboursEndWhereTheConversationDoes(kind: StoreKind) async throws {
    let store = try await kind.make()
    try await store.add(.talk("s1", "a", "b", "c", "d"))
    try await store.add(.talk("s2", "x"))
    func ids(_ message: String, _ before: Int, _ after: Int) async throws -> [String] {
      try await store.messages(of: "s1", around: message, before: before, after: after).map(\.id)
    }
    #expect(try await ids("m0", 5, 0) == ["m0"])
    #expect(try await ids("m3", 1, 9) == ["m2", "m3"])
    #expect(try await ids("m1", 0, 1) == ["m1", "m2"])
    #expect(await errorCode { _ = try await ids("m9", 1, 1) } == .notFound)
    let error = await #expect(throws: IpaiError.self) {
      try await store.messages(of: "s3", around: "m0", before: 1, after: 1)
    }
    #expect(error?.code == .notFound)
  }

  @Test(arguments: StoreKind.allCases)
  func listsAreInPagesLatestFirst(kind: StoreKind) async throws {
    let store = try await kind.make()
    for number in 0..<7 {
      var talk = NewConversation.talk("s\(number)", "a", from: 1_700_000_000 + Int64(number / 2) * 86_400)
      talk.userID = number % 2 == 0 ? "ann" : "bob"
      try await store.add(talk)
    }
    let all = ["s6", "s4", "s5", "s2", "s3", "s0", "s1"]
    #expect(try await store.ids().ids == all)
    var pages: [String] = []
    var cursor: String?
    repeat {
      let page = try await store.ids(most: 2, after: cursor)
      pages += page.ids
      cursor = page.next
    } while cursor != nil && pages.count < 20
    #expect(pages == all)
    #expect(try await store.ids(ConversationFilter(user: "bob")).ids == ["s5", "s3", "s1"])
    let day = Timestamp(seconds: 1_700_000_000 + 86_400)
    #expect(try await store.ids(ConversationFilter(since: day)).ids == ["s6", "s4", "s5", "s2", "s3"])
    #expect(try await store.ids(ConversationFilter(until: day)).ids == ["s2", "s3", "s0", "s1"])
    let next = try #require(try await store.ids(most: 2).next)
    await #expect(throws: IpaiError.self) { try await store.ids(ConversationFilter(user: "bob"), most: 2, after: next) }
  }

  @Test(arguments: StoreKind.allCases)
  func archivedConversationsAreKeptAndNotListed(kind: StoreKind) async throws {
    let store = try await kind.make()
    try await store.add(.talk("s1", "a"))
    try await store.setArchived("s1", at: noon)
    #expect(try await store.ids().ids.isEmpty)
    #expect(try await store.ids(ConversationFilter(includesArchived: true)).ids == ["s1"])
    #expect(try await store.conversation("s1")?.archived == noon)
    try await store.setArchived("s1", at: nil)
    #expect(try await store.ids().ids == ["s1"])
    #expect(await errorCode { _ = try await store.setArchived("s9", at: nil) } == .notFound)
  }

  @Test(arguments: StoreKind.allCases)
  func forgettingTakesAllThatBelongsToIt(kind: StoreKind) async throws {
    let store = try await kind.make()
    try await store.add(.talk("s1", "a", "b", "c"))
    try await store.add(.talk("s2", "a"))
    for message in [nil, "m1"] {
      _ = try await store.link(
        [MemoryLink(sessionID: "s1", message: message, kind: .file, target: "lib/net.c")], at: noon)
    }
    try await store.setContext(SessionValue(sessionID: "s1", key: "k", value: "v", updated: noon), at: noon)
    #expect(try await store.forget("s1", message: "m1") == 1)
    #expect(try await store.allMessages(of: "s1").map(\.id) == ["m0", "m2"])
    #expect(try await store.links(of: "s1").map(\.message) == [nil])
    #expect(try await store.context(of: "s1", at: noon).count == 1)
    #expect(try await store.forget("s1", message: nil) == 2)
    #expect(try await store.conversation("s1") == nil)
    #expect(try await store.links(of: "s1").isEmpty)
    #expect(try await store.context(of: "s1", at: noon).isEmpty)
    #expect(try await store.ids().ids == ["s2"])
    #expect(await errorCode { _ = try await store.forget("s1", message: nil) } == .notFound)
    #expect(await errorCode { _ = try await store.forget("s2", message: "m7") } == .notFound)
    // The same may be said again.
    #expect(try await store.add(.talk("s1", "a", "b")).added == 2)
  }
}
