import DomainTestSupport
import IpaiCore
import IpaiMemory
import StoreTestSupport
import Testing

/// What every `MemoryStore` does with links, session contexts and the use of tools.
@Suite struct LinkStoreContractTests {
  private let commit = String(repeating: "a1", count: 20)

  @Test(arguments: StoreKind.allCases)
  func linksAreFoundFromBothSides(kind: StoreKind) async throws {
    let store = try await kind.make()
    try await store.add(.talk("s1", "a", "b"))
    try await store.add(.talk("s2", "c", from: 1_700_100_000))
    let cited = MemoryLink(
      sessionID: "s1", message: "m1", kind: .file, target: "lib/net.c", revision: commit, lines: 10...20,
      relation: "explains", confidence: 0.5, origin: .found)
    let links = [
      MemoryLink(sessionID: "s1", kind: .commit, target: commit), cited,
      MemoryLink(sessionID: "s2", kind: .commit, target: commit, relation: "decides"),
      MemoryLink(sessionID: "s2", kind: .skill, target: "deploy-check"),
    ]
    #expect(try await store.link(links, at: noon) == 4)
    #expect(try await store.link(links, at: noon) == 0)
    #expect(try await store.links(of: "s1") == Array(links[..<2]))
    #expect(try await store.links(to: .commit, targets: [commit], limit: 10).map(\.sessionID) == ["s2", "s1"])
    #expect(try await store.links(to: .commit, targets: [commit], limit: 1).map(\.sessionID) == ["s2"])
    #expect(try await store.links(to: .file, targets: ["x", "lib/net.c"], limit: 10) == [cited])
    #expect(try await store.links(to: .file, targets: [], limit: 10).isEmpty)
    #expect(cited.citation == "lib/net.c@\(commit):10-20")
    #expect(try await store.unlink("s1", message: nil, kind: .commit, target: commit) == 1)
    #expect(try await store.unlink("s1", message: "m0", kind: .file, target: "lib/net.c") == 0)
    #expect(try await store.unlink("s1", message: nil, kind: .file, target: "lib/net.c") == 1)
    #expect(try await store.links(of: "s1").isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func whatSomebodyMadeIsNotWeakenedByWhatIsFound(kind: StoreKind) async throws {
    let store = try await kind.make()
    try await store.add(.talk("s1", "a"))
    func link(_ confidence: Double, _ origin: MemoryLink.Origin) async throws -> [MemoryLink] {
      _ = try await store.link(
        [MemoryLink(sessionID: "s1", kind: .commit, target: commit, confidence: confidence, origin: origin)], at: noon)
      return try await store.links(of: "s1")
    }
    #expect(try await link(0.8, .found).map(\.confidence) == [0.8])
    let given = try await link(0.9, .given)
    #expect(given.map(\.confidence) == [0.9] && given[0].origin == .given)
    #expect(try await link(0.3, .found) == given)
    #expect(try await link(1, .given).map(\.confidence) == [1])
  }

  @Test(arguments: StoreKind.allCases)
  func linksNeedWhatTheyBelongTo(kind: StoreKind) async throws {
    let store = try await kind.make()
    try await store.add(.talk("s1", "a"))
    func code(_ link: MemoryLink) async -> ErrorCode? {
      await errorCode { _ = try await store.link([link], at: noon) }
    }
    #expect(await code(MemoryLink(sessionID: "s2", kind: .commit, target: commit)) == .notFound)
    #expect(await code(MemoryLink(sessionID: "s1", message: "m9", kind: .commit, target: commit)) == .notFound)
    let error = await #expect(throws: IpaiError.self) {
      try await store.unlink("s2", message: nil, kind: .commit, target: commit)
    }
    #expect(error?.code == .notFound)
  }

  @Test(arguments: StoreKind.allCases)
  func valuesOfASessionExpire(kind: StoreKind) async throws {
    let store = try await kind.make()
    func set(_ key: String, _ value: String, expires: Int64? = nil) async throws {
      let date = expires.map { Timestamp(seconds: noon.seconds + $0) }
      try await store.setContext(
        SessionValue(sessionID: "s1", key: key, value: value, updated: noon, expires: date), at: noon)
    }
    func values(after seconds: Int64) async throws -> [String] {
      try await store.context(of: "s1", at: Timestamp(seconds: noon.seconds + seconds)).map { "\($0.key)=\($0.value)" }
    }
    try await set("b", "1")
    try await set("a", "2", expires: 60)
    #expect(try await values(after: 0) == ["a=2", "b=1"])
    #expect(try await values(after: 59) == ["a=2", "b=1"])
    #expect(try await values(after: 60) == ["b=1"])
    try await set("b", "3", expires: 10)
    #expect(try await values(after: 5) == ["a=2", "b=3"])
    #expect(try await store.unsetContext("a", of: "s1"))
    #expect(try await store.unsetContext("a", of: "s1") == false)
    #expect(try await store.context(of: "s2", at: noon).isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func theUseOfToolsIsCounted(kind: StoreKind) async throws {
    let store = try await kind.make()
    for (tool, milliseconds, error) in [("search", 10, nil), ("search", 30, "timed out"), ("recall", 5, nil)] {
      try await store.note(ToolUsage(tool: tool, date: noon, milliseconds: milliseconds, error: error))
    }
    try await store.note(ToolUsage(tool: "old", date: Timestamp(seconds: 5), milliseconds: 1))
    #expect(
      try await store.usage(since: noon) == [
        ToolStatistics(tool: "recall", calls: 1, failures: 0, meanMilliseconds: 5),
        ToolStatistics(tool: "search", calls: 2, failures: 1, meanMilliseconds: 20),
      ])
  }
}
