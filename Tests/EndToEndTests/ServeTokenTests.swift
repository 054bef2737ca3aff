import Foundation
import TestSupport
import Testing

/// `ipai serve` as the resource server of an authorization server that is a process of its own.
@Suite(.onOwnThreads) struct ServeTokenTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private struct Told: Decodable {
    let honest: Honest
    let hangs: Faulty
    let lies: Faulty
    let babbles: Faulty
    let reload: Reload
  }

  private struct Honest: Decodable {
    let withoutToken: [String]
    let metadata: [Bool]
    let developmentKey: Int
    let accepted: [String: Int]
    let listOfAudiences: Int
    let refused: [String: Int]
    let asKey: Int
    let noScope: [String]
    let readerWrites: [String]
    let tools: [String]
    let fetches: Int
    let rotated: [Int]
    let afterThePause: [Int]
    let issuerGone: Int
    let exit: Int
  }

  private struct Faulty: Decodable, Equatable {
    let status: Int
    let retry: String?
    let health: Int
    let other: Int
    let served: Bool
  }

  private struct Reload: Decodable {
    let before: [Int]
    let after: [Int]
    let broken: [Int]
  }

  @Test func tokensAreAcceptedAsTheIssuerMeansThem() throws {
    let binary = try Binary()
    let folder = try TemporaryFolder()
    let run = try Subprocess.run(
      [
        Self.root + "/.build/clients/sdk2/bin/python", "-W", "ignore", Self.root + "/Tests/Clients/oauth.py",
        Binary.path,
      ],
      in: folder.path, environment: binary.environment)
    #expect(run.status == 0, "\(run.error.suffix(2_000))")
    let told = try JSONDecoder().decode(Told.self, from: run.output)
    check(told.honest)
    // A hanging issuer makes nobody else wait.
    let unavailable = Faulty(status: 503, retry: "30", health: 200, other: 401, served: true)
    for faulty in [told.hangs, told.lies, told.babbles] { #expect(faulty == unavailable) }
    // The statuses are those of a token of the first issuer and of one of the second.
    #expect(told.reload.before == [200, 401])
    #expect(told.reload.after == [401, 200])
    #expect(told.reload.broken == [401, 200])
  }

  private func check(_ told: Honest) {
    #expect(
      told.withoutToken == [
        "401",
        #"Bearer realm="ipai", resource_metadata="SERVER/.well-known/oauth-protected-resource/mcp", scope="ipai:read""#,
      ])
    #expect(told.metadata == [true, true, true])
    #expect(told.developmentKey == 401)
    #expect(told.accepted == ["RS256": 200, "ES256": 200, "EdDSA": 200])
    #expect(told.listOfAudiences == 200)
    #expect(told.refused.count == 13 && told.refused.values.allSatisfy { $0 == 401 }, "\(told.refused)")
    #expect(told.asKey == 401)
    #expect(told.noScope == ["403", "insufficient_scope", "ipai:read"])
    #expect(told.readerWrites == ["403", "insufficient_scope", "ipai:write"])
    // The client asks for the scope in the challenge, with which nothing can be written.
    #expect(told.tools == ["commit_show", "memory_recall", "search", "skill_find", "skill_get", "why"])
    #expect(told.fetches == 1)
    #expect(told.rotated == [200, 200, 401])
    #expect(told.afterThePause == [200, 401, 2])
    #expect(told.issuerGone == 200)
    #expect(told.exit == 0)
  }
}
