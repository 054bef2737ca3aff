import Foundation
import IpaiCommits
import IpaiCore
import IpaiSearch
import TestSupport
import Testing

/// A commit's id typed as a query.
@Suite struct CommitIDQueryTests {
  private let index: TestIndex
  private let repository: TestRepository
  private let ids: [String]

  /// The history that each test has a copy of.
  private static let history = Result {
    let repository = try TestRepository()
    let ids = try (0..<20).map { number in
      try repository.commit(
        number == 0 ? "reader: fix the timeout" : "change number \(number)", files: ["f\(number)": "x"],
        seconds: number * 60)
    }
    try repository.commit("mentions \(ids[0]) and \(ids[0].prefix(9))", seconds: 5000)
    return (repository, ids)
  }

  init() throws {
    index = try TestIndex()
    let (original, ids) = try Self.history.get()
    self.ids = ids
    repository = try TestRepository()
    try repository.git("pull", "-q", original.path, "main")
    try index.index(repository)
  }

  @Test(arguments: [40, 12, 9, 7])
  func itFindsThatCommitFirst(length: Int) async throws {
    for id in ids {
      for text in [
        String(id.prefix(length)), id.prefix(length).uppercased(), " \(id.prefix(length))\n", "commit \(id)",
      ] {
        #expect(try await index.search(text, in: repository).first == id, "\(text)")
      }
    }
  }

  @Test func whatMentionsTheIdFollows() async throws {
    let found = try await index.search(ids[0], in: repository)
    #expect(found.count == 2 && found.first == ids[0])
  }

  @Test func theResultSaysThatItsIdMatched() async throws {
    let typed = String(ids[3].prefix(10))
    let results = try await CommitSearchIndex(index.database).search(
      SearchRequest(query: typed, repository: repository.path))
    let first = try #require(results.hits.first)
    #expect(first.match == MatchedLine(field: "commit", text: ids[3], words: [typed]))
    #expect(Set(first.score.components.keys) == ["commit"])
    #expect(abs(first.score.components.values.reduce(0, +) - first.score.total) < 1e-6)
    #expect(results.hits.map(\.score.total) == results.hits.map(\.score.total).sorted(by: >))
  }

  @Test func anAbbreviationIsWorthLessThanAWordOfThatSpelling() async throws {
    let id = try #require(ids.first { $0.prefix(5).contains(where: \.isLetter) })
    let short = String(id.prefix(5))
    #expect(try await index.search(short, in: repository).first == id)
    let named = try repository.commit("support the \(short) header", seconds: 6000)
    try index.index(repository)
    #expect(try await index.search(short, in: repository).first == named)
    #expect(try await index.search(String(id.prefix(3)), in: repository).isEmpty)
  }

  @Test(arguments: ["%@.", "(%@)", "%@:", "\"%@\"", "commit %@.", "<%@>,"])
  func theMarksAroundAnIDMeanNothing(form: String) async throws {
    #expect(try await index.search(form.replacing("%@", with: ids[2]), in: repository).first == ids[2])
  }

  /// `%@` is a whole id, `%@12` its first digits.
  @Test(arguments: [
    "fixes %@12", "Fixes: %@12 (\"change number\")", "https://git.example.org/x/commit/%@",
    "see x.git;a=commit;h=%@ for it", "as of v1.2-3-g%@12", "keys: xyz%@", "ref_%@_x",
    "commit %@\nAuthor: Ann <ann@example.org>\nDate:   today\n\n    the timeout", "timeout %@", "%@12: timeout",
  ])
  func anIDAmongOtherWordsComesFirst(form: String) async throws {
    let id = try #require(ids.dropFirst().first { $0.prefix(12).contains(where: \.isNumber) })
    let text = form.replacing("%@12", with: id.prefix(12)).replacing("%@", with: id)
    let found = try await index.search(text, in: repository)
    #expect(found.first == id)
    // What the other words find follows.
    if text.contains("timeout") { #expect(found.contains(ids[0])) }
    #expect(try await index.search(text, in: repository) { $0.filter.authors = ["nobody"] }.isEmpty)
  }

  @Test func wordsAndNumbersAreNoIDs() async throws {
    let plain = try await index.search("timeout", in: repository)
    #expect(plain == [ids[0]])
    for word in [
      "defaced", "deadbeef", "20240101", "0x1f4", "utf8", "1a2b3c4d5e", "g1a2b3c", "1e10000", ids[2] + ids[3],
    ] {
      #expect(try await index.search("timeout \(word)", in: repository) == plain, "\(word)")
    }
  }

  @Test func severalIDsComeInTheirOrder() async throws {
    let text = "\(ids[5]) and \(ids[3]), then \(ids[5]) and \(ids[9])"
    #expect(try await index.search(text, in: repository).prefix(3) == [ids[5], ids[3], ids[9]])
    let many = ids.map { $0 + " " }.joined() + ids[0]
    #expect(try await index.search(many, in: repository).prefix(16) == ids.prefix(16))
  }

  @Test func filtersAndOtherWordsHold() async throws {
    let id = ids[2]
    #expect(try await index.search(id, in: repository) { $0.filter.authors = ["nobody"] }.isEmpty)
    #expect(try await index.search(id, in: repository) { $0.maxResults = 1 } == [id])
    let found = try await index.search("\(id) timeout", in: repository)
    #expect(found.first == id && found.dropFirst().first == ids[0])
    let other = try TestRepository()
    try other.commit("elsewhere")
    try index.index(other)
    #expect(try await index.search(id, in: other).isEmpty)
    #expect(try await index.search(id, in: nil).first == id)
  }
}
