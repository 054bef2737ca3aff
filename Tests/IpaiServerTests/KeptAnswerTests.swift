import Foundation
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@testable import IpaiServer

/// Answers that are kept until the database changes.
@Suite struct KeptAnswerTests {
  private func names(_ server: ServerFixture) async throws -> [String] {
    let answer = try await server.send(.get, "/skills")
    let skills = try #require(JSONSerialization.jsonObject(with: answer.body) as? [[String: Any]], "\(answer.json)")
    return skills.compactMap { $0["name"] as? String }
  }

  private func add(_ name: String, to server: ServerFixture) async throws {
    let answer = try await server.send(.post, "/skills", body: #"{"name": "\#(name)"}"#)
    #expect(answer.status == 200, "\(answer.json)")
  }

  @Test func everyChangeIsSeenAtOnceWhoeverMakesIt() async throws {
    let server = try ServerFixture()
    let other = try ServerFixture(home: server.home)
    try await add("skill-0", to: server)
    for number in 1..<20 {
      #expect(try await names(server).count == number)
      #expect(try await names(other).count == number)
      try await add("skill-\(number)", to: number.isMultiple(of: 2) ? server : other)
    }
  }

  /// Whoever reads after a write was acknowledged sees it, however many read meanwhile.
  @Test func readersNeverGetLessThanWasAcknowledged() async throws {
    let server = try ServerFixture()
    let other = try ServerFixture(home: server.home)
    try await add("skill-0", to: other)
    let acknowledged = Counter()
    acknowledged.add()
    let isDone = Counter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 {
        group.addTask {
          while isDone.value == 0, !Task.isCancelled {
            let least = acknowledged.value
            let seen = try await names(server).count
            #expect(seen >= least)
          }
        }
      }
      for number in 1..<30 {
        try await add("skill-\(number)", to: other)
        acknowledged.add()
      }
      isDone.add()
      try await group.waitForAll()
    }
  }

  @Test func aSkillThatIsShownChangesToo() async throws {
    let server = try ServerFixture()
    try await add("one", to: server)
    let first = try await server.send(.get, "/v1/skills/one")
    let tag = try #require(first.headers[.eTag])
    #expect(try await server.send(.get, "/v1/skills/one", headers: ["If-None-Match": tag]).status == 304)
    let changed = try await server.send(
      .post, "/v1/skills/status",
      body: #"{"name": "one", "status": "testing", "reason": "it was tried", "by": "tests"}"#)
    #expect(changed.status == 200, "\(String(decoding: changed.body, as: UTF8.self))")
    let second = try await server.send(.get, "/v1/skills/one", headers: ["If-None-Match": tag])
    #expect(second.status == 200 && second.headers[.eTag] != tag)
  }

  @Test func nothingIsKeptOfADatabaseThatIsGone() async throws {
    let server = try ServerFixture()
    try await add("one", to: server)
    #expect(try await names(server) == ["one"])
    for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: server.home.file("ipai.db" + end)) }
    #expect(try await server.send(.get, "/skills").status == 503)
  }

  @Test func anAnswerIsMadeOnceUntilTheDatabaseChanges() async throws {
    let server = try ServerFixture()
    try await add("one", to: server)
    let kept = KeptAnswers(server.services)
    let made = Counter()
    func ask(_ question: String) async throws {
      let answer = try await kept.answer(question) { RESTAnswer(Data("\(made.add())".utf8)) }
      #expect(!answer.tag.isEmpty)
    }
    for _ in 0..<3 { try await ask("/a") }
    #expect(made.value == 1)
    try await ask("/b")
    #expect(made.value == 2)
    try await add("two", to: server)
    for _ in 0..<3 { try await ask("/a") }
    #expect(made.value == 3)
  }

  @Test func aLargeAnswerMakesRoom() async throws {
    let server = try ServerFixture()
    try await add("one", to: server)
    let kept = KeptAnswers(server.services)
    let made = Counter()
    for question in ["/a", "/b", "/a", "/b", "/huge", "/huge"] {
      _ = try await kept.answer(question) {
        made.add()
        return RESTAnswer(Data(count: question == "/huge" ? 5 << 20 : 3 << 20))
      }
    }
    // Two of 3 MB do not fit together, and one of 5 MB not at all.
    #expect(made.value == 6)
    let last = try await kept.answer("/b") { RESTAnswer(Data()) }
    #expect(last.tag == TaggedAnswer(RESTAnswer(Data(count: 3 << 20))).tag)
  }

  @Test func thoseWhoAskDuringACheckShareTheNextOne() async throws {
    let started = Counter()
    let (gate, source) = AsyncStream<Void>.makeStream()
    let check = SharedCheck {
      if started.add() == 1 { for await _ in gate {} }
      return started.value
    }
    try await withThrowingTaskGroup(of: Int.self) { group in
      group.addTask { await check.value() }
      while started.value == 0 { await Task.yield() }
      for _ in 0..<50 { group.addTask { await check.value() } }
      while check.waiting < 50 { await Task.yield() }
      source.finish()
      let values = try await group.reduce(into: []) { $0.append($1) }
      #expect(values.sorted() == [1] + Array(repeating: 2, count: 50))
    }
    #expect(started.value == 2)
  }

  /// What a check says to one who has given up may be no answer for those who share it.
  @Test func aCancelledCheckIsNotShared() async throws {
    let started = Counter()
    let (gate, source) = AsyncStream<Void>.makeStream()
    let (secondGate, secondSource) = AsyncStream<Void>.makeStream()
    let check = SharedCheck {
      let number = started.add()
      if number == 1 { for await _ in gate {} }
      if number == 2 { for await _ in secondGate {} }
      return Task.isCancelled ? -1 : number
    }
    let first = Task { await check.value() }
    while started.value < 1 { await Task.yield() }
    // The next check is for the one who asked first, and shared with the others.
    let leaver = Task { await check.value() }
    while check.waiting < 1 { await Task.yield() }
    let others = (0..<2).map { _ in Task { await check.value() } }
    while check.waiting < 3 { await Task.yield() }
    source.finish()
    #expect(await first.value == 1)
    while started.value < 2 { await Task.yield() }
    leaver.cancel()
    secondSource.finish()
    #expect(await leaver.value == -1)
    for other in others { #expect(await other.value == 3) }
  }
}

/// A number that many tasks change.
private final class Counter: Sendable {
  private let number = Atomic(0)

  var value: Int { number.load(ordering: .sequentiallyConsistent) }

  @discardableResult
  func add() -> Int { number.add(1, ordering: .sequentiallyConsistent).newValue }
}
