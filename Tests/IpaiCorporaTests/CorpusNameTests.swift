import IpaiCore
import Testing

@testable import IpaiCorpora

@Suite struct CorpusNameTests {
  @Test(arguments: ["", "all", "commits", "A", "a b", "-a", "a/b", "a'b", String(repeating: "a", count: 65)])
  func badNamesAreRefused(_ name: String) {
    #expect(throws: IpaiError.self) { try CorpusName.check(name) }
  }
}
