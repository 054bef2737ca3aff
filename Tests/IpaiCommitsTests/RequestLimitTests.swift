import IpaiCommits
import IpaiCore
import IpaiSearch
import TestSupport
import Testing

/// Requests that no flag has looked at.
@Suite struct RequestLimitTests {
  private let index: TestIndex
  private let repository: TestRepository

  init() throws {
    index = try TestIndex()
    repository = try TestRepository()
    try repository.commit("fix the timeout")
    try index.index(repository)
  }

  private func search(_ change: (inout SearchRequest) -> Void) async throws -> SearchFindings {
    var request = SearchRequest(query: "timeout", repository: repository.path)
    change(&request)
    return try await CommitSearchIndex(index.database).search(request)
  }

  @Test(arguments: [0, -1, Int.min, 10_001, Int.max, 1 << 53 + 1])
  func theNumberOfResultsHasLimits(count: Int) async throws {
    let error = await #expect(throws: IpaiError.self) { try await search { $0.maxResults = count } }
    #expect(error?.code == .usage)
    #expect(error?.message == "max_results must be a whole number from 1 to 10000, not '\(count)'")
  }

  private static let senseless: [@Sendable (inout SearchRequest) -> Void] = [
    { $0.query = "" }, { $0.query = " \n" },
    { $0.repository = "" }, { $0.repository = "relative/path" }, { $0.repository = "/a\u{0}b" },
    { $0.like = "" }, { $0.like = "a\u{0}b" },
    { $0.filter.authors = ["a\u{0}"] }, { $0.filter.paths = ["a\u{0}"] },
  ]

  @Test(arguments: senseless.indices)
  func whatCannotBeMeantIsRefused(place: Int) async throws {
    let error = await #expect(throws: IpaiError.self) { try await search(Self.senseless[place]) }
    #expect(error?.code == .usage)
  }

  @Test func theLimitsThemselvesAreAllowed() async throws {
    for count in [1, 10_000] {
      #expect(try await search { $0.maxResults = count }.hits.count == 1)
    }
  }
}
