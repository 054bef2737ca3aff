import Foundation
import TestSupport
import Testing

@testable import IpaiCorpora

@Suite struct ConvertingTests {
  private func passages(_ text: String, _ path: String) -> [Passage] {
    DocumentSplitter.passages(of: Array(text.utf8), DocumentFormat(path: path))
  }

  private func outline(_ text: String, _ path: String) -> [String] {
    passages(text, path).map { "\($0.startLine)-\($0.endLine) \($0.path.joined(separator: " > ")): \($0.text)" }
  }

  // MARK: HTML

  @Test func aPageIsReadAsPeopleSeeIt() {
    let page = """
      <!doctype html>
      <html><head><title>The page</title>
      <style>p { color: red }</style><script>var no = "<p>no</p>";</script></head>
      <body><nav><a href="/">Home</a></nav>
      <h1>Keys<a class="headerlink" href="#keys">¶</a></h1>
      <p>How to
      rotate &amp; revoke <b>keys</b>.</p>
      <h2>Steps</h2>
      <ul><li>Make one</li>
      <li>Use it</li></ul>
      <pre>ipai access
        add</pre>
      <table><tr><td>a</td><td>b</td></tr></table>
      <footer>2026</footer></body></html>
      """
    #expect(
      outline(page, "a.html") == [
        "5-7 Keys: Keys\n\nHow to rotate & revoke keys.",
        "8-13 Keys > Steps: Steps\n\n- Make one\n- Use it\n\nipai access\n  add\n\na | b",
      ])
  }

  @Test func theTitleIsTheHeadingOfAPageWithoutOne() {
    #expect(outline("<title>T</title><p>x<h2>S</h2>y", "a.htm") == ["1-1 T: x", "1-1 T > S: S\n\ny"])
  }

  @Test(arguments: [
    "", "<", "<p", "</p></p>", "<p>a", "&#0;&#xD800;&bogus;", "<!--", "<![CDATA[", "<table><td>", "\u{0}<p>",
    "<p>\u{0}b",
    "<h1>", "<h1></h1><h2>", "</pre>x", "<pre>", "<script>", "<svg><p>x</svg>", "<title>", "<a class=>",
  ])
  func noPageIsTooBroken(_ page: String) {
    for passage in passages(page + "\n<p>end</p>", "a.html") { #expect(passage.startLine <= passage.endLine) }
  }

  @Test func aPageMayBeOneLongLine() {
    let page = "<p>" + String(repeating: "word &amp; <b>more</b> ", count: 100_000) + "</p>"
    let found = passages(page, "a.html")
    #expect(found.count > 1_000)
    #expect(
      found.allSatisfy { TokenEstimate.count(Array($0.text.utf8)[...]) <= PassageCutter.most && $0.startLine == 1 })
  }

  @Test func elementsMayBeNestedWithoutEnd() {
    let page = String(repeating: "<div><b>", count: 200_000) + "inside"
    #expect(passages(page, "a.html").map(\.text) == ["inside"])
  }

  @Test func whatAPageSaysOfItsEncodingDoesNotCount() {
    #expect(passages("<meta charset=iso-8859-1><p>naïve</p>", "a.html").map(\.text) == ["naïve"])
  }

  // MARK: Notebooks

  private let notebook = """
    {
     "cells": [
      {
       "cell_type": "markdown",
       "metadata": {},
       "source": [
        "# Loading\\n",
        "\\n",
        "How to load it."
       ]
      },
      {
       "cell_type": "code",
       "metadata": {},
       "outputs": [{"text": ["no"]}],
       "source": [
        "# not a heading\\n",
        "load()"
       ]
      }
     ],
     "nbformat": 4
    }
    """

  @Test func aNotebookIsDividedByCells() {
    #expect(
      outline(notebook, "a.ipynb") == [
        "7-9 Loading: # Loading\n\nHow to load it.", "17-18 Loading: ```\n# not a heading\nload()\n```",
      ])
  }

  @Test func whatIsNoNotebookIsText() {
    #expect(outline("{ no json", "a.ipynb") == ["1-1 : { no json"])
    #expect(passages("{\"cells\": 3}", "a.ipynb").count == 1)
    #expect(passages("{\"cells\": [{\"source\": \"x\"}, {\"cell_type\": 3}]}", "a.ipynb").map(\.text) == ["x"])
  }

  // MARK: JSON

  @Test func anArrayIsDividedByElements() {
    let text = """
      [
        {"name": "a, b", "tags": ["x", "y"]},
        {"name": "c\\"]}",
         "more": {"deep": 1}}
      ]
      """
    #expect(
      outline(text, "a.json") == [
        "2-2 : name: a, b\ntags: x\ntags: y", "3-4 : more.deep: 1\nname: c\"]}",
      ])
  }

  @Test func aLongObjectIsDividedByMembers() {
    let long = String(repeating: "word ", count: 200)
    let text = "{\"first\": \"\(long)\",\n\"second\": {\"inner\": \"\(long)\"},\n\"items\": [1, 2]}"
    let found = passages(text, "a.json")
    #expect(found.map(\.path) == [["first"], ["second", "inner"], ["items"], ["items"]])
    #expect(found.map(\.startLine) == [1, 2, 3, 3])
  }

  @Test func whatIsNoJSONIsText() {
    #expect(outline("// a comment\n{\"a\": 1}", "a.json") == ["1-2 : // a comment\n{\"a\": 1}"])
    #expect(passages(String(repeating: "[", count: 100_000), "a.json").count > 0)
  }

  @Test func nestingMayBeDeep() {
    let text = String(repeating: "[", count: 400) + "\"x\"" + String(repeating: "]", count: 400)
    #expect(passages(text, "a.json").allSatisfy { $0.startLine == 1 })
  }

  @Test func plainTextsAreDividedAtUnderlinedTitles() {
    #expect(
      outline("Read me\n=======\n\nText.\n\nUse\n---\nMore.\n", "README") == [
        "1-4 Read me: Read me\n=======\n\nText.", "6-8 Read me > Use: Use\n---\nMore.",
      ])
  }

  /// A page that is not in UTF-8 says what it is in.
  @Test(arguments: [
    (#"<meta charset="windows-1251">"#, [0xEC, 0xEE, 0xF0, 0xE6], "морж"),
    (#"<META HTTP-EQUIV=Content-Type CONTENT='text/html; Charset = Shift_JIS'>"#, [0x83, 0x5A, 0x83, 0x43], "セイ"),
    (#"<meta charset='koi8-r'>"#, [0xCD, 0xCF, 0xD2, 0xD6], "морж"),
    // What is not so, unknown or hostile is passed over.
    (#"<meta charset="utf-8">"#, [0xE9, 0x74, 0xE9], "été"), (#"<meta charset="no-such">"#, [0xE9, 0x74, 0xE9], "été"),
    ("<meta charset=", [0xE9, 0x74, 0xE9], "été"), ("", [0xE9, 0x74, 0xE9], "été"),
  ])
  func aPageIsReadInItsEncoding(head: String, word: [UInt8], text: String) throws {
    let page = Array("<html><head>\(head)</head><body><p>".utf8) + word + Array("</p></body></html>".utf8)
    let decoded = try #require(TextFile.decoded(page, .html))
    #expect(String(decoding: decoded, as: UTF8.self).contains(text))
    #expect(TextFile.decoded(word, .plain) != nil)
  }
}
