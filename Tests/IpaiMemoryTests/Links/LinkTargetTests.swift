import IpaiCore
import Testing

@testable import IpaiMemory

@Suite struct LinkTargetTests {
  @Test func formsAreRead() throws {
    let file = try LinkTarget("file:./lib/net.c@4C9AF8b6d1:10-20")
    #expect(file.kind == .file && file.target == "lib/net.c" && file.revision == "4c9af8b6d1" && file.lines == 10...20)
    #expect(try LinkTarget("file:lib/net.c:7").lines == 7...7)
    #expect(try LinkTarget("file:a@b/c").target == "a@b/c")
    #expect(try LinkTarget("commit:ABCD").target == "abcd")
    #expect(try LinkTarget("skill:deploy-check").target == "deploy-check")
    #expect(try LinkTarget("odoo_record:sale.order/42").kind == .odooRecord)
  }

  @Test(arguments: [
    "", "x", "commit:", "commit:xyz", "commit:abc", "file:", "file:/etc/passwd", "file:../x", "file:a/../../b",
    "file:a:0", "file:a:9-3", "file:a:x", "file:a:1-2-3", "odoo_record:42", "odoo_record:sale/", "tree:x",
    "file:a\u{0}b",
  ])
  func nonsenseIsRefused(text: String) {
    #expect(#expect(throws: IpaiError.self) { try LinkTarget(text) }?.code == .usage)
  }

  @Test func candidatesAreFoundInText() {
    let text = """
      See commit 4c9af8b6d1, (lib/net.c:12-20) and `src/a.py`; not https://example.org/x.html, 1234567 or deadbeef.
      Use deploy-check, read README.md. Or "docs/how.md@4c9af8b6d1:3"? The end... e.g. x/y 4C9AF8B6D1
      """
    let found = LinkCandidates(in: text)
    #expect(found.commits == ["4c9af8b6d1", "4c9af8b6d1"])
    #expect(found.files.map(\.target) == ["lib/net.c", "src/a.py", "README.md", "docs/how.md", "x/y"])
    #expect(found.files[0].lines == 12...20 && found.files[3].revision == "4c9af8b6d1")
    #expect(found.names == ["deploy-check"])
  }
}
