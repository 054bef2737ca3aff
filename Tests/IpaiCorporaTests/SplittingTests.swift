import Foundation
import TestSupport
import Testing

@testable import IpaiCorpora

@Suite struct SplittingTests {
  private func outline(_ text: String, _ path: String) -> [String] {
    DocumentSplitter.passages(of: Array(text.utf8), DocumentFormat(path: path)).map { passage in
      "\(passage.startLine)-\(passage.endLine) \(passage.path.joined(separator: " > "))"
    }
  }

  @Test func markdownIsDividedByHeadings() {
    let text = """
      ---
      title: x
      ---
      Before.

      # One

      Text.

      ## Two {#anchor}
      Text.

      ```sh
      # no heading
      ```

      Three
      -----
      Text.

      # Four #
      """
    #expect(
      outline(text, "a.md") == ["1-3 ", "4-4 ", "6-8 One", "10-15 One > Two", "17-19 One > Three", "21-21 Four"])
  }

  @Test func aFenceThatIsNeverClosedEndsWithTheText() {
    #expect(outline("# A\n\n```\n# B\n", "a.md") == ["1-4 A"])
  }

  @Test func reStructuredTextIsDividedByAdornments() {
    let text = "=====\nTitle\n=====\n\nText.\n\nOne\n---\n\nText.\n\nDeep\n~~~~\n\nText.\n\nTwo\n---\nText.\n"
    #expect(
      outline(text, "a.rst") == ["1-5 Title", "7-10 Title > One", "12-15 Title > One > Deep", "17-19 Title > Two"])
  }

  @Test func asciiDocIsDividedByTitles() {
    #expect(outline("= A\n\nText.\n\n== B\nText.\n----\n== no\n----\n", "a.adoc") == ["1-3 A", "5-9 A > B"])
  }

  @Test(arguments: [
    (
      "a.swift",
      """
      import Foundation

      /// A counter.
      struct Counter {
        var count = 0

        /// Adds one.
        @discardableResult
        mutating func add(_ n: Int) -> Int {
          count += n
          return count
        }
        init() {}
      }

      extension Counter: Sendable {}
      """,
      ["1-1 ", "3-5 Counter", "7-12 Counter > add", "13-14 Counter > init", "16-16 Counter"]
    ),
    (
      "a.py",
      """
      import os

      class Cache:
          \"\"\"class of things.

          def not_this(): ...
          \"\"\"
          # Reads it.
          @property
          def size(self):
              return 1

          async def load(self): pass

      def main():
          pass
      """,
      ["1-1 ", "3-7 Cache", "8-11 Cache > size", "13-13 Cache > load", "15-16 main"]
    ),
    (
      "a.go",
      """
      package main

      // Server serves.
      type Server struct {
      	addr string
      }

      // Run runs it.
      func (s *Server) Run() error {
      	return nil
      }
      func main() {}
      """,
      ["1-1 ", "3-6 Server", "8-11 Server.Run", "12-12 main"]
    ),
    (
      "a.c",
      """
      #include <x.h>
      #define MAX 3
      /* Adds. */
      static int
      add(int a, int b)
      {
        if (a) { return 1; }
        call(a);
        return a + b;
      }
      int declared(void);
      char *name(struct s *x) {
        return x->name;
      }
      """,
      ["1-1 ", "2-2 MAX", "3-11 add", "12-14 name"]
    ),
    (
      "a.ts",
      """
      export class Store {
        get(key: string): string {
          if (key) {
            return key;
          }
        }
      }
      export const load = async (x) => {
        return x;
      };
      function done() {}
      """,
      ["1-1 Store", "2-7 Store > get", "8-10 load", "11-11 done"]
    ),
    (
      "a.rs",
      "pub struct A;\nimpl A {\n    /// Makes one.\n    pub fn new() -> Self { A }\n}\npub(crate) fn b() {}\n",
      ["1-1 A", "2-2 A", "3-5 A > new", "6-6 b"]
    ),
    ("a.sh", "#!/bin/sh\n# Says it.\nsay() {\n  echo \"$1\"\n}\nfunction main { say x; }\n", ["1-5 say", "6-6 main"]),
    (
      "a.sql", "-- Users.\nCREATE TABLE IF NOT EXISTS users (\n  id INT\n);\ncreate index by_id on users (id);\n",
      ["1-4 users", "5-5 by_id"]
    ),
    ("a.rb", "class A\n  def b?\n    1\n  end\nend\n", ["1-1 A", "2-5 A > b?"]),
    ("a.ex", "defmodule A do\n  def b(x), do: x\nend\n", ["1-1 A", "2-3 A > b"]),
    ("a.lua", "local function f(x)\n  return x\nend\nfunction M.g() end\n", ["1-3 f", "4-4 M.g"]),
    (
      "a.java", "public class A {\n  private int f(int x) {\n    return x;\n  }\n  void g();\n}\n",
      ["1-1 A", "2-6 A > f"]
    ),
  ])
  func codeIsDividedByDefinitions(_ path: String, _ text: String, _ expected: [String]) {
    #expect(outline(text, path) == expected)
  }

  @Test func aDefinitionKnowsThatItIsOne() {
    let passages = DocumentSplitter.passages(of: Array("import x\n\nfunc f() {}\n".utf8), .code("swift"))
    #expect(passages.map(\.kind) == [.code, .definition])
  }

  // MARK: Records

  private func records(_ text: String, _ path: String) -> [String] {
    DocumentSplitter.passages(of: Array(text.utf8), DocumentFormat(path: path)).map { passage in
      "\(passage.startLine)-\(passage.endLine) \(passage.text.replacingOccurrences(of: "\n", with: "|"))"
    }
  }

  @Test func aTableIsDividedByRecords() {
    let text = "name,text,\r\nann,\"says \"\"hi\"\",\nand goes\",x\r\n\r\nbob,,\n"
    #expect(records(text, "a.csv") == ["2-3 name: ann|text: says \"hi\",|and goes|x", "5-5 name: bob"])
    #expect(records("a\tb\n1\t2\n", "a.tsv") == ["2-2 a: 1|b: 2"])
    #expect(records("only a line\n", "a.csv") == ["1-1 only a line"])
  }

  @Test func aQuotationMarkThatIsNeverClosedSwallowsOnlySomeLines() {
    let rows = (0..<3_000).map { "row \($0),x\n" }.joined()
    let found = records("name,b\n\"open\n" + rows, "a.csv")
    #expect(found.contains { $0.contains("name: row 2999|b: x") })
  }

  @Test func linesOfJSONAreRecords() {
    let text = #"{"title":"Keys","tags":["a","b"],"by":{"name":"ann"},"none":null}"# + "\nno json\n\n7\n"
    #expect(records(text, "a.jsonl") == ["1-1 by.name: ann|tags: a|tags: b|title: Keys", "2-2 no json", "4-4 7"])
    let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(records(deep, "a.jsonl").count <= 1)
  }

  // MARK: Cutting

  @Test func longTextsAreCutBetweenParagraphsAndOverlap() {
    let paragraphs = (0..<40).map { "Paragraph \($0). " + String(repeating: "word ", count: 20) }
    let passages = DocumentSplitter.passages(of: Array(paragraphs.joined(separator: "\n\n").utf8), .plain)
    #expect(passages.count > 3)
    for passage in passages {
      #expect(TokenEstimate.count(Array(passage.text.utf8)[...]) <= PassageCutter.most)
      #expect(passage.text.hasPrefix("Paragraph"))
    }
    for (one, next) in zip(passages, passages.dropFirst()) { #expect(next.startLine <= one.endLine + 2) }
  }

  @Test func aWordOfMegabytesIsCutWithoutCountingItAgainAndAgain() {
    let passages = DocumentSplitter.passages(of: Array(String(repeating: "a", count: 2_000_000).utf8), .plain)
    #expect(passages.reduce(0) { $0 + $1.text.utf8.count } == 2_000_000)
    #expect(passages.allSatisfy { TokenEstimate.count(Array($0.text.utf8)[...]) <= PassageCutter.most })
  }

  @Test func aLongLineIsCutBetweenWordsAndNeverWithinACodePoint() {
    let words = String(repeating: "wörter ", count: 1_000)
    for passage in DocumentSplitter.passages(of: Array(words.utf8), .plain) {
      #expect(passage.text.split(separator: " ").allSatisfy { $0 == "wörter" })
    }
    let passages = DocumentSplitter.passages(of: Array(String(repeating: "語", count: 2_000).utf8), .plain)
    #expect(passages.map(\.text).joined() == String(repeating: "語", count: 2_000))
  }

  @Test func everyLineIsInAPassageWhateverTheTextIs() {
    var generator = SeededGenerator(seed: 13)
    let parts = [
      "# H\n", "\n", "text and more\n", "```\n", "func f() {\n", "}\n", "=====\n", "class A:\n", "    def b(self):\n",
      "/* x\n",
      "*/\n", "\"\"\"\n", "\t\n", "\r\n", "語\n", String(repeating: "a", count: 1_500) + "\n", "-----\n", "x (y) {\n",
      "// c\n",
    ]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...60, using: &generator)).map { _ in parts.randomElement(using: &generator) ?? ""
      }.joined()
      for path in ["a.md", "a.rst", "a.adoc", "a.swift", "a.py", "a.c", "a.js", "a.sh", "a.txt", "a.jsonl"] {
        let source = SourceText(Array(text.utf8))
        let passages = DocumentSplitter.passages(of: source.bytes, DocumentFormat(path: path))
        var covered: Set<Int> = []
        for passage in passages {
          #expect(
            passage.startLine <= passage.endLine
              && TokenEstimate.count(Array(passage.text.utf8)[...]) <= PassageCutter.most)
          covered.formUnion(passage.startLine...passage.endLine)
        }
        let missing = source.lines.indices.filter { !source.isBlank($0) && !covered.contains($0 + 1) }
        #expect(missing.isEmpty, "\(path): lines \(missing) of \(text.debugDescription)")
      }
    }
  }
}
