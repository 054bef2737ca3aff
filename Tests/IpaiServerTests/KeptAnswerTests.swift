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
          while isDone.value == 0 {
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

  @Test func oneCheckServesManyThatAskedBeforeIt() async throws {
    let started = Counter()
    let check = SharedCheck {
      let number = started.add()
      await Task.yield()
      return number
    }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<1_000 {
        group.addTask {
          let before = started.value
          #expect(await check.value() > before)
        }
      }
    }
    #expect(started.value <= 1_000)
    #expect(await check.value() == started.value)
  }
}

/// A number that many tasks change.
private final class Counter: Sendable {
  private let number = Atomic(0)

  var value: Int { number.load(ordering: .sequentiallyConsistent) }

  @discardableResult
  func add() -> Int { number.add(1, ordering: .sequentiallyConsistent).newValue }
}
