import IpaiCommits
import IpaiSearch
import TestSupport
import Testing

/// Messages whose lines end as they do on other systems.
@Suite struct MessageTextTests {
  @Test(arguments: ["\n", "\r\n", "\r"])
  func linesEndInAnyWay(end: String) {
    let lines = ["subject", "", "first line", "second line", "", "Fixes: 123", "Signed-off-by: X <x@y>", ""]
    let text = MessageText(lines.joined(separator: end))
    #expect(text.subject == "subject")
    #expect(text.body == "first line\nsecond line\n\nFixes: 123\nSigned-off-by: X <x@y>")
    #expect(text.bodyWithoutTrailers == "first line\nsecond line")
    #expect(text.body.unicodeScalars.contains("\r") == false)
  }

  @Test func mixedEndsAndStrayReturnsAreLines() {
    let text = MessageText("\r\n\r\nsubject\r\nbody one\rbody two\n\r\nbody three\r\r\nReviewed-by: A\r\n")
    #expect(text.subject == "subject")
    #expect(text.body == "body one\nbody two\n\nbody three\n\nReviewed-by: A")
    #expect(text.bodyWithoutTrailers == "body one\nbody two\n\nbody three")
    #expect(MessageText("\r").subject == "" && MessageText("\r\n\r\n").body == "")
  }

  @Test func theLineThatMatchedEndsWhereTheLineEnds() async throws {
    let index = try TestIndex()
    let repository = try TestRepository()
    try repository.commit("fix it\r\n\r\nThe walrus was late.\r\nNothing else.\r\n\r\nSigned-off-by: Zeb <z@x.org>\r\n")
    try index.index(repository)
    let found = try await CommitSearchIndex(index.database).search(
      SearchRequest(query: "walrus", repository: repository.path))
    #expect(found.hits.first?.match == MatchedLine(field: "body", text: "The walrus was late.", words: ["walrus"]))
    #expect(found.hits.first?.title == "fix it")
    #expect(try await index.search("Zeb", in: repository).isEmpty)
  }

  @Test func anAddressIsNotTheLineToShow() async throws {
    let index = try TestIndex()
    let repository = try TestRepository()
    try repository.commit(
      """
      unrelated

      See https://example.org/walrus/penguin/parser?walrus=1
      The walrus was late.
      """, files: ["lib/penguin.c": "x"])
    try index.index(repository)
    func match(_ query: String) async throws -> MatchedLine? {
      try await CommitSearchIndex(index.database).search(SearchRequest(query: query, repository: repository.path))
        .hits.first?.match
    }
    #expect(try await match("walrus penguin parser")?.text == "The walrus was late.")
    #expect(try await match("penguin parser") == MatchedLine(field: "paths", text: "lib/penguin.c", words: ["penguin"]))
    #expect(try await match("parser")?.text == "See https://example.org/walrus/penguin/parser?walrus=1")
  }
}
