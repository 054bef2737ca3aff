import Foundation
import IpaiCore
import Testing

@testable import IpaiRouting

@Suite struct FailoverRunTests {
  private struct Failure: Error {}

  /// Servers with what the call does on each, and what becomes of it there.
  private func run(
    _ servers: [(name: String, effect: CallEffect, result: AttemptResult<String>)], open: Set<String> = []
  )
    async throws -> (ending: FailoverRun<String>.Ending, called: [String])
  {
    let candidates = try servers.map { server in
      var candidate = RouteCandidate(
        target: server.name, server: try Files.server("name: \(server.name)\nconnection: {url: http://x}"),
        effect: server.effect, state: ServerState())
      if open.contains(server.name) {
        candidate.refusal = "its breaker is open"
        candidate.isTemporary = true
      }
      return candidate
    }
    var called: [String] = []
    let run = try await FailoverRun<String>(candidates) { candidate in
      called.append(candidate.target)
      return servers.first { $0.name == candidate.target }?.result ?? .answered("")
    }
    return (run.ending, called)
  }

  private static let late = AttemptResult<String>.failed(.unknown, Failure())
  private static let refused = AttemptResult<String>.failed(.notDone, Failure())

  @Test(arguments: [CallEffect.idempotent, .write])
  func whatMayHaveChangedSomethingIsNotSaidToBeUndone(_ effect: CallEffect) async throws {
    let (ending, called) = try await run([("a", effect, Self.late), ("b", effect, Self.refused)])
    guard case .unknown(let attempt) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(attempt.server == "a")
    #expect(called == (effect == .write ? ["a"] : ["a", "b"]))
  }

  @Test func aReadOfUnknownOutcomeIsOnlyRefused() async throws {
    let (ending, called) = try await run([("a", .read, Self.late), ("b", .read, Self.late)])
    guard case .refused = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(called == ["a", "b"])
  }

  @Test func anIdempotentCallDoesNotGoOnWhereItWrites() async throws {
    let (ending, called) = try await run([("a", .idempotent, Self.late), ("b", .write, .answered("b"))])
    guard case .unknown = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(called == ["a"])
  }

  @Test func aCallThatWasNotDoneGoesOn() async throws {
    let (ending, called) = try await run([("a", .write, Self.refused), ("b", .write, .answered("b"))])
    guard case .answered("b", _) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(called == ["a", "b"])
  }

  @Test func aServerThatWasLeftAloneIsTriedWhenNoOtherAnswers() async throws {
    let servers: [(String, CallEffect, AttemptResult<String>)] = [
      ("a", .read, .answered("a")), ("b", .read, Self.refused),
    ]
    let (ending, called) = try await run(servers, open: ["a"])
    guard case .answered("a", let candidate) = ending else {
      Issue.record("\(ending)")
      return
    }
    #expect(called == ["b", "a"] && candidate.ignoresBreaker)
    let (_, writes) = try await run([("a", .write, .answered("a")), ("b", .write, Self.refused)], open: ["a"])
    #expect(writes == ["b"])
  }
}
