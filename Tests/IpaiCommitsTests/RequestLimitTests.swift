import Foundation
import IpaiCommits
import IpaiCore
import IpaiSearch
import TestSupport
import Testing

/// Requests as they come from JSON, where no flag has looked at them.
@Suite struct RequestLimitTests {
  private let index: TestIndex
  private let repository: TestRepository

  init() throws {
    index = try TestIndex()
    repository = try TestRepository()
    try repository.commit("fix the timeout")
    try index.index(repository)
  }

  private func search(_ json: String) throws -> SearchResults {
    let request = try JSONDecoder().decode(SearchRequest.self, from: Data(json.utf8))
    return try CommitSearchIndex(index.database).search(request)
  }

  @Test(arguments: [0, -1, Int.min, 10_001, Int.max, 1 << 53 + 1])
  func theNumberOfResultsHasLimits(count: Int) throws {
    let json =
      #"{"query": "timeout", "corpus": "commits", "repository": "\#(repository.path)", "max_results": \#(count)}"#
    let error = #expect(throws: IpaiError.self) { try search(json) }
    #expect(error?.code == .usage)
    #expect(error?.message == "max_results must be a whole number from 1 to 10000, not '\(count)'")
  }

  @Test(arguments: [
    #""query": "timeout", "repository": """#, #""query": "timeout", "repository": "relative/path""#,
    #""query": "timeout", "like": """#, #""query": "timeout", "like": "a\u0000b""#,
    #""query": "timeout", "author": ["a\u0000"]"#, #""query": "timeout", "path": ["a\u0000"]"#,
    #""query": "timeout", "repository": "/a\u0000b""#,
  ])
  func whatCannotBeMeantIsRefused(fields: String) throws {
    let json = #"{"corpus": "commits", "max_results": 10, \#(fields)}"#
    #expect(#expect(throws: IpaiError.self) { try search(json) }?.code == .usage)
  }

  @Test func theLimitsThemselvesAreAllowed() throws {
    for count in [1, 10_000] {
      let json =
        #"{"query": "timeout", "corpus": "commits", "repository": "\#(repository.path)", "max_results": \#(count)}"#
      #expect(try search(json).results.count == 1)
    }
  }
}
