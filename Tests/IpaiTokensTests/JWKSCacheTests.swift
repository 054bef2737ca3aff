import Foundation
import Synchronization
import Testing

@testable import IpaiTokens

/// When keys are fetched, and how long they are used.
@Suite struct JWKSCacheTests {
  private static func keySet(_ keys: TestKey...) throws -> String { JSONText.keySet(try keys.map { try $0.json() }) }

  @Test func anUnknownKeyIsFetchedOnce() async throws {
    let fixture = try VerifierFixture([.rsa])
    let (old, new) = (try TestToken.make(.rsa), try TestToken.make(.otherRSA))
    #expect(await fixture.fault(old) == nil)
    fixture.server.change(try Self.keySet(.rsa, .otherRSA))
    #expect(await fixture.fault(new) == .keyUnknown)
    fixture.clock.pass(.milliseconds(29_999))
    #expect(await fixture.fault(new) == .keyUnknown)
    #expect(fixture.server.requests.count == 1)
    fixture.clock.pass(.milliseconds(1))
    #expect(await fixture.fault(new) == nil)
    #expect(await fixture.fault(old) == nil)
    #expect(fixture.server.requests.count == 2)
    // The old key is taken away; nobody asks until its life is over.
    fixture.server.change(try Self.keySet(.otherRSA))
    fixture.clock.pass(.seconds(31))
    #expect(await fixture.fault(old) == nil)
    fixture.clock.pass(.seconds(200))
    #expect(await fixture.fault(try TestToken.make(.ed25519)) == .keyUnknown)
    #expect(await fixture.fault(old) == .keyUnknown)
    #expect(await fixture.fault(new) == nil)
    #expect(fixture.server.requests.count == 3)
  }

  @Test func aFloodOfUnknownKeysCausesOneFetchIn30Seconds() async throws {
    let fixture = try VerifierFixture([.ed25519])
    let tokens = try (0..<50).map { try TestToken.make(TestKey.ed25519.named("kid-\($0)")) }
    for second in 0..<121 {
      for number in 0..<10 { #expect(await fixture.fault(tokens[(second + number) % tokens.count]) == .keyUnknown) }
      fixture.clock.pass(.seconds(1))
    }
    print("1,210 unknown keys in 121 seconds: \(fixture.server.requests.count) fetches")
    #expect(fixture.server.requests.count == 5)
    #expect(await fixture.fault(try TestToken.make(.ed25519)) == nil)
  }

  @Test func aFailingServerIsAskedOnceIn30Seconds() async throws {
    let fixture = try VerifierFixture(KeyServer { _ in FetchedDocument(status: 500, body: Data()) })
    let token = try TestToken.make(.ed25519)
    for _ in 0..<61 {
      for _ in 0..<5 { #expect(await fixture.fault(token) == .keysUnavailable) }
      fixture.clock.pass(.seconds(1))
    }
    #expect(fixture.server.requests.count == 3 && fixture.faults == Array(repeating: .status(500), count: 3))
    fixture.server.change(try Self.keySet(.ed25519))
    fixture.clock.pass(.seconds(30))
    #expect(await fixture.fault(token) == nil)
  }

  @Test func thoseWhoComeTogetherShareAFetch() async throws {
    let body = try Self.keySet(.ed25519)
    let fixture = try VerifierFixture(
      KeyServer { _ in
        try await Task.sleep(for: .milliseconds(100))
        return KeyServer.found(body)
      })
    let token = try TestToken.make(.ed25519)
    let faults = await withTaskGroup(of: TokenFault?.self) { group in
      for _ in 0..<200 { group.addTask { await fixture.fault(token) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(faults.count == 200 && faults.allSatisfy { $0 == nil })
    #expect(fixture.server.requests.count == 1)
  }

  /// Whoever leaves does not take the fetch of the others along.
  @Test func aFetchOutlivesTheOneWhoBeganIt() async throws {
    let body = try Self.keySet(.ed25519)
    let fixture = try VerifierFixture(
      KeyServer { _ in
        try await Task.sleep(for: .milliseconds(200))
        return KeyServer.found(body)
      })
    let token = try TestToken.make(.ed25519)
    let first = Task { await fixture.fault(token) }
    while fixture.server.requests.isEmpty { await Task.yield() }
    let second = Task { await fixture.fault(token) }
    first.cancel()
    #expect(await second.value == nil)
    #expect(fixture.server.requests.count == 1 && fixture.faults.isEmpty)
  }

  private static let theLifeOfAKeySetTable: [(String?, Int)] = [
    (nil, 600), ("max-age=120", 120), ("public, max-age=300, must-revalidate", 300), ("MAX-AGE=300", 300),
    ("max-age=\"300\"", 300), ("max-age=0", 60), ("max-age=59", 60), ("max-age=86401", 86_400),
    ("max-age=99999999999999999999", 86_400), ("max-age=-1", 60), ("max-age=x", 60), ("max-age=", 60),
    ("no-store", 60), ("no-cache, max-age=600", 60), ("max-age=600, no-store", 60), ("s-maxage=5", 600), ("", 600),
    ("private=\"x\",max-age=1000", 1_000), ("max-age=1000, max-age=2000", 1_000), (",,,=,\"", 600), ("max-age=٣", 60),
  ]

  @Test(arguments: theLifeOfAKeySetTable)
  func theLifeOfAKeySet(cacheControl: String?, seconds: Int) async throws {
    #expect(KeySetLife.of(cacheControl) == .seconds(seconds))
    let body = try Self.keySet(.ed25519)
    let fixture = try VerifierFixture(KeyServer { _ in KeyServer.found(body, cacheControl: cacheControl) })
    let token = try TestToken.make(.ed25519, ["exp": "9e9"])
    #expect(await fixture.fault(token) == nil)
    fixture.clock.pass(.seconds(seconds) - .milliseconds(1))
    #expect(await fixture.fault(token) == nil)
    #expect(fixture.server.requests.count == 1)
    fixture.clock.pass(.milliseconds(1))
    #expect(await fixture.fault(token) == nil)
    #expect(fixture.server.requests.count == 2)
  }

  @Test func keysAreUsedForAnHourAfterTheirLife() async throws {
    let fixture = try VerifierFixture([.ed25519])
    let token = try TestToken.make(.ed25519, ["exp": "9e9"])
    #expect(await fixture.fault(token) == nil)
    fixture.server.change { _ in throw CancellationError() }
    fixture.clock.pass(.seconds(600 + 3_599))
    #expect(await fixture.fault(token) == nil)
    fixture.clock.pass(.seconds(1))
    #expect(await fixture.fault(token) == .keysUnavailable)
    #expect(fixture.server.requests.count == 2)
    guard case .unreachable = try #require(fixture.faults.first) else {
      Issue.record("\(fixture.faults)")
      return
    }
  }

  /// Keys that were taken away are not used any more, even if none is left.
  @Test func anEmptyKeySetReplacesTheKeys() async throws {
    let fixture = try VerifierFixture([.ed25519])
    let token = try TestToken.make(.ed25519, ["exp": "9e9"])
    #expect(await fixture.fault(token) == nil)
    fixture.server.change(#"{"keys":[]}"#)
    fixture.clock.pass(.seconds(600))
    #expect(await fixture.fault(token) == .keyUnknown)
  }

  /// The fetch does not even end when it is cancelled.
  @Test func aServerThatHangsIsNotWaitedFor() async throws {
    let waiting = Mutex<CheckedContinuation<Void, Never>?>(nil)
    let hanging = KeyServer { _ in
      await withCheckedContinuation { continuation in waiting.withLock { $0 = continuation } }
      return KeyServer.found(#"{"keys":[]}"#)
    }
    let impatient = try VerifierFixture(hanging, timeout: .milliseconds(50))
    // Nothing lets it go on before this returns.
    #expect(await impatient.fault(try TestToken.make(.ed25519)) == .keysUnavailable)
    #expect(impatient.faults == [.timedOut])
    while hanging.requests.isEmpty { await Task.yield() }
    var continuation: CheckedContinuation<Void, Never>?
    while continuation == nil {
      await Task.yield()
      continuation = waiting.withLock { $0 }
    }
    continuation?.resume()
  }

  /// Whoever has a key that is known does not wait for an issuer that has not answered lately.
  @Test func afterAFailureKnownKeysAreUsedAtOnce() async throws {
    let fixture = try VerifierFixture([.ed25519], timeout: .seconds(20))
    let token = try TestToken.make(.ed25519, ["exp": "9e9"])
    #expect(await fixture.fault(token) == nil)
    fixture.server.change { _ in throw CancellationError() }
    fixture.clock.pass(.seconds(600))
    #expect(await fixture.fault(token) == nil)
    #expect(fixture.server.requests.count == 2)
    let (gate, source) = AsyncStream<Void>.makeStream()
    fixture.server.change { _ in
      for await _ in gate {}
      return KeyServer.found(#"{"keys":[]}"#)
    }
    fixture.clock.pass(.seconds(30))
    // It returns although the fetch that it begins does not.
    #expect(await fixture.fault(token) == nil)
    while fixture.server.requests.count < 3 { await Task.yield() }
    source.finish()
    while await fixture.fault(token) == nil { await Task.yield() }
    #expect(await fixture.fault(token) == .keyUnknown)
  }

  private static let anAnswerThatIsNoKeySetChangesNothingTable: [(String, KeySetFault)] = [
    ("", KeySetFault.notAKeySet), ("null", .notAKeySet), ("[]", .notAKeySet), ("{}", .notAKeySet),
    (#"{"keys":{}}"#, .notAKeySet), (#"{"keys":"x"}"#, .notAKeySet), ("<html>", .notAKeySet),
    (#"{"keys":["#, .notAKeySet), (String(repeating: "[", count: 200_000), .notAKeySet),
    (String(repeating: " ", count: 256 * 1_024 + 1), .tooLarge),
    ("{\"keys\":[" + String(repeating: "1,", count: 100) + "1]}", .tooManyKeys),
  ]

  @Test(arguments: anAnswerThatIsNoKeySetChangesNothingTable)
  func anAnswerThatIsNoKeySetChangesNothing(body: String, fault: KeySetFault) async throws {
    let fixture = try VerifierFixture([.ed25519])
    let token = try TestToken.make(.ed25519, ["exp": "9e9"])
    #expect(await fixture.fault(token) == nil)
    fixture.server.change(body)
    fixture.clock.pass(.seconds(600))
    #expect(await fixture.fault(token) == nil)
    #expect(fixture.faults == [fault])
    let first = try VerifierFixture(KeyServer(body))
    #expect(await first.fault(token) == .keysUnavailable)
  }

  /// The largest key set that is allowed is read.
  @Test func theBoundsThemselvesAreAllowed() async throws {
    let key = try TestKey.ed25519.json()
    let many = "{\"keys\":[" + String(repeating: "1,", count: 99) + key + "]}"
    let large = many + String(repeating: " ", count: 256 * 1_024 - many.utf8.count)
    #expect(await (try VerifierFixture(KeyServer(large))).fault(try TestToken.make(.ed25519)) == nil)
  }

  @Test(arguments: [201, 204, 301, 302, 304, 404, 500])
  func otherAnswersThan200AreFailures(status: Int) async throws {
    let body = try Self.keySet(.ed25519)
    let fixture = try VerifierFixture(KeyServer { _ in FetchedDocument(status: status, body: Data(body.utf8)) })
    #expect(await fixture.fault(try TestToken.make(.ed25519)) == .keysUnavailable)
    #expect(fixture.faults == [.status(status)])
  }
}
