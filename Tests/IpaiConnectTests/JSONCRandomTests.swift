import TestSupport
import Foundation
import Testing

@testable import IpaiConnect

@Suite struct JSONCRandomTests {
  private static let path = ["settings", "servers", "ipai"]
  private static let value = JSONCValue.object([
    JSONCMember("args", .array([.string("// x"), .string("é")])), JSONCMember("on", .boolean(true)),
    JSONCMember("list", .array([.object([])])),
  ])
  private static var plain: [String: Any] { ["args": ["// x", "é"], "on": true, "list": [[:] as [String: Any]]] }

  @Test(arguments: 0..<4 as Range<UInt64>) func membersAreSetAndOtherBytesKept(seed: UInt64) throws {
    var source = RandomJSONC(seed: seed)
    var insertions = 0
    var replacements = 0
    for _ in 0..<250 {
      let text = source.document(Self.path)
      let document = try JSONCDocument(text)
      let edited = try document.setting(Self.value, at: Self.path)
      let expected = PlainJSON.setting(Self.plain, at: Self.path[...], in: try PlainJSON.object(text))
      #expect(try PlainJSON.canonical(PlainJSON.object(edited)) == PlainJSON.canonical(expected), "\(text)\n\(edited)")

      let isThere = try document.json(at: Self.path) != nil
      if isThere { replacements += 1 } else { insertions += 1 }
      let edits = try document.edits(setting: Self.value, at: Self.path)
      #expect(edits.allSatisfy { isThere || $0.range.isEmpty })
      #expect(reverted(edited, edits, text) == utf8(text), "\(text)\n\(edited)")
      #expect(isThere || comments(edited) == comments(text))
      #expect(try utf8(JSONCDocument(edited).setting(Self.value, at: Self.path)) == utf8(edited))
      let lineEnds = edited.unicodeScalars.count { $0 == "\n" }
      if source.lineEnd == "\r\n" && text.contains("\r\n") {
        #expect(edited.unicodeScalars.count { $0 == "\r" } == lineEnds)
      }
    }
    #expect(insertions > 50 && replacements > 25)
  }

  @Test(arguments: 0..<4 as Range<UInt64>) func elementsAreAddedAndOtherBytesKept(seed: UInt64) throws {
    var source = RandomJSONC(seed: seed)
    let element = JSONCValue.object([JSONCMember("id", .string("k"))])
    var appended = 0
    for _ in 0..<250 {
      let text = source.document(Self.path)
      let object = try PlainJSON.object(text)
      let parent = (object["settings"] as? [String: Any])?["servers"] as? [String: Any]
      let list = parent?["ipai"] as? [Any]
      let document = try JSONCDocument(text)
      if list == nil && parent?["ipai"] != nil {
        #expect(throws: ClientFileError.self) { try document.adding(element, id: "k", to: Self.path) }
        continue
      }
      let edited = try document.adding(element, id: "k", to: Self.path)
      let expected = PlainJSON.setting((list ?? []) + [["id": "k"]], at: Self.path[...], in: object)
      #expect(try PlainJSON.canonical(PlainJSON.object(edited)) == PlainJSON.canonical(expected), "\(text)\n\(edited)")
      let edits = try document.edits(adding: element, id: "k", to: Self.path)
      #expect(edits.allSatisfy { $0.range.isEmpty })
      #expect(reverted(edited, edits, text) == utf8(text))
      if list?.isEmpty == false { appended += 1 }
    }
    #expect(appended > 5)
  }

  /// Texts that are nearly JSON are read when Foundation reads them without comments, and nothing crashes.
  @Test(arguments: 0..<4 as Range<UInt64>) func randomTextsAreReadAsFoundationReadsThem(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let parts = [
      "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "1", "-0.5", "true", "null", " ", "\n", "\"\\u00e9\"", "0", ".",
      "e",
      "//", "/*", "*/", "\"", "\\", "\u{FEFF}",
    ]
    var read = 0
    for _ in 0..<10_000 {
      let text =
        "{"
        + (0..<Int.random(in: 0...8, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
        .joined()
      guard let edited = try? JSONCDocument(text).setting(.boolean(true), at: ["a", "c"]) else { continue }
      read += 1
      #expect(throws: Never.self, "\(text) \(edited)") { try PlainJSON.object(edited) }
    }
    #expect(read > 50)
  }

  /// The old bytes, made from the new ones: each insertion is taken out, each replaced range is put back.
  private func reverted(_ edited: String, _ edits: [TextEdit], _ text: String) -> [UInt8] {
    var bytes = utf8(edited)
    let old = utf8(text)
    for edit in edits {
      let count = edit.replacement.utf8.count
      // Edits that come before this one are taken out already, so the offsets are those of the old text.
      bytes.replaceSubrange(edit.range.lowerBound..<(edit.range.lowerBound + count), with: old[edit.range])
    }
    return bytes
  }

  /// The comments in their order.
  private func comments(_ text: String) -> [String] {
    text.matches(of: /"(?:[^"\\]|\\.)*"|\/\/[^\r\n]*|\/\*(?:[^*]|\*(?!\/))*\*\//.matchingSemantics(.unicodeScalar))
      .map { String($0.output) }.filter { $0.hasPrefix("/") }
  }
}
