import Foundation
import IpaiCore
import IpaiHTTP
import Testing

@testable import IpaiAdvisor

/// What a token may read, found out with a stand-in of DigitalOcean's API.
@Suite struct TokenCheckTests {
  /// Each scope that is taken from the token is the one that is said to be missing, and leaves out what a scan does not judge.
  @Test(arguments: ScopeUse.scopes)
  func aScopeThatIsMissingLeavesOutWhatAScanDoes(_ scope: Scope) async throws {
    let standIn = try StandIn(["--seed", "5", "--size", "10", "--without", scope.rawValue])
    let report = try await standIn.check()
    #expect(report.access == .accepted)
    #expect(report.scopes.filter { $0.state == .missing }.map(\.scope) == [scope])
    #expect(report.scopes.filter { $0.state == .unknown }.map(\.scope) == (scope == .regions ? [.sizes] : []))
    let facts = try await standIn.scan(StandIn.unlimited).facts
    let assessment = Judge().assess(AccountView(facts))
    let unassessed = assessment.notAssessed.filter { $0.resources == nil }
    let predicted = Set(ScopeUse.rules(without: report.notGranted))
    #expect(Set(unassessed.map(\.rule)).isSubset(of: predicted))
    // What belongs to one resource each is refused only where there is a resource.
    for tally in assessment.tallies where predicted.contains(tally.rule) {
      #expect(tally.passed + tally.failed == 0, "\(tally.rule)")
    }
  }

  @Test func oneRequestIsMadeForEachScopeAndNoneOfThemTwice() async throws {
    let standIn = try StandIn(["--seed", "5", "--size", "10", "--limits", "real"])
    let report = try await standIn.check()
    #expect(report.notGranted.isEmpty && ScopeUse.rules(without: []).isEmpty)
    #expect(try await standIn.requests() == ScopeUse.scopes.count + 1)
    #expect((report.limit?.left ?? 0) >= 5000 - ScopeUse.scopes.count - 1 && report.limit?.of == 5000)
  }

  @Test func whatCannotBeFoundOutIsNotMissing() async throws {
    let standIn = try StandIn(["--seed", "5", "--size", "5"])
    _ = try await standIn.ask("POST", "_faults", #"[{"path":"^/v2/vpcs","kind":"422","times":0}]"#)
    let report = try await standIn.check()
    #expect(report.scopes.filter { $0.state != .granted }.map(\.scope) == [.vpc])
    #expect(report.scopes.first { $0.scope == .vpc }?.state == .unknown)
  }

  @Test func whatIsNotTheAPIIsNotTakenForIt() async throws {
    let standIn = try StandIn(["--seed", "5", "--size", "5"])
    _ = try await standIn.ask("POST", "_faults", #"[{"path":"^/v2/tags","kind":"html","times":0}]"#)
    let scopes = try await standIn.check().scopes
    #expect(scopes.filter { $0.state == .unknown }.map(\.scope) == [.tag])
    try await standIn.fail("html", "")
    guard case .unreachable(let reason) = try await standIn.check().access else {
      return #expect(Bool(false), "accepted")
    }
    #expect(reason.contains("is not DigitalOcean's API"))
  }

  @Test func aTokenThatEndsInTheMiddleIsRefused() async throws {
    let standIn = try StandIn(["--seed", "5", "--size", "5"])
    _ = try await standIn.ask("POST", "_faults", #"[{"path":"^/v2/tags","kind":"401","times":0}]"#)
    guard case .refused = try await standIn.check().access else { return #expect(Bool(false), "accepted") }
  }

  @Test func whatWritesIsToldFromWhatReads() {
    func grants(_ scopes: String...) -> TokenGrants { TokenGrants(scopes: scopes, expiresAt: nil) }
    #expect(grants("droplet:read", "read", "database:view_credentials").writing.isEmpty)
    #expect(grants("droplet:create", "genai:update", "x:admin", "write").writing.count == 4)
    #expect(grants("read", "write").isFull && !grants("droplet:create").isFull)
  }
}
