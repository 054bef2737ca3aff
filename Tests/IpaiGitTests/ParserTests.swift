import Foundation
import IpaiGit
import TestSupport
import Testing

@Suite struct ParserTests {
  private func header(_ text: String) -> CommitHeader? { Array(text.utf8).withUnsafeBytes { CommitHeader($0) } }

  private func signature(_ text: String, encoding: String? = nil) -> Signature {
    Array(text.utf8).withUnsafeBytes { Signature($0[...], encoding: encoding) }
  }

  @Test func aCommitHasItsParts() throws {
    let tree = String(repeating: "a", count: 40)
    let one = String(repeating: "1", count: 40)
    let two = String(repeating: "2", count: 40)
    let text =
      "tree \(tree)\nparent \(one)\nparent \(two)\nauthor A <a@x> 1 +0000\ncommitter C <c@x> 2 +0000\n"
      + "encoding latin1\ngpgsig -----BEGIN\n \n more\n\nsubject\n\nbody"
    let found = try #require(header(text))
    let bytes = Array(text.utf8)
    #expect(found.tree.hex == tree)
    #expect(found.parents.map(\.hex) == [one, two])
    #expect(String(decoding: bytes[found.author], as: UTF8.self) == "A <a@x> 1 +0000")
    #expect(String(decoding: bytes[found.encoding], as: UTF8.self) == "latin1")
    #expect(String(decoding: bytes[found.message], as: UTF8.self) == "subject\n\nbody")
  }

  @Test(arguments: [
    "", "tree", "tree abc\n", "parent x\n", "tree \(String(repeating: "a", count: 40))\nparent nonsense\n\n",
  ])
  func whatIsNoCommitIsNil(text: String) { #expect(header(text) == nil) }

  @Test(arguments: [
    ("Ann <a@x> 12 +0100", "Ann", "a@x", Int64(12), 60), ("Ann <a@x>", "Ann", "a@x", 0, 0),
    ("<> 5 +0000", "", "", 5, 0),
    ("no brackets", "no brackets", "", 0, 0), ("A <a@x> -86400 -0930", "A", "a@x", -86400, -570),
    ("A <a@x> 99999999999999999999 +0000", "A", "a@x", .max, 0), ("", "", "", 0, 0),
    (" Ann\tB <a <b@x>> 7", "Ann B", "a <b@x>", 7, 0), ("> < 3", ">", "", 0, 0), ("A <a@x> 7 +05", "A", "a@x", 7, 0),
    ("A <a@x> 7 +0x00", "A", "a@x", 7, 0),
  ])
  func signaturesAreReadAsGitDoes(text: String, name: String, email: String, seconds: Int64, offset: Int) {
    #expect(signature(text) == Signature(name: name, email: email, seconds: seconds, offset: offset))
  }

  @Test(
    arguments: [
      ([0x63, 0x61, 0x66, 0xE9], nil, "café"), ([0x63, 0x61, 0x66, 0xC3, 0xA9], nil, "café"),
      ([0x63, 0x61, 0x66, 0xE9], "ISO-8859-1", "café"), ([0x8F, 0x43, 0x90, 0xB3], "Shift_JIS", "修正"),
      ([0x41, 0xFF], "UTF-8", "A\u{FFFD}"), ([0x41, 0x00, 0x42], nil, "A B"),
      ([0x41, 0xE9], "no-such-encoding", "A\u{FFFD}"),
      ([], nil, ""), ([0x8F], "Shift_JIS", "\u{FFFD}"),
    ] as [([UInt8], String?, String)])
  func textIsDecoded(bytes: [UInt8], encoding: String?, text: String) {
    #expect(bytes.withUnsafeBytes { decodeText($0, encoding: encoding) } == text)
  }

  @Test func idsGoBothWays() throws {
    let hex = "0123456789abcdef0123456789ABCDEF01234567"
    let id = try #require(ObjectID(hex: hex))
    #expect(id.hex == hex.lowercased())
    #expect(ObjectID(bytes: id.bytes) == id)
    #expect(ObjectID(hex: hex.dropLast()) == nil)
    #expect(ObjectID(hex: hex.dropLast() + "g") == nil)
  }

  /// Every parser ends on random and damaged bytes, stays within them and returns ranges that can be used.
  @Test func parsersSurviveRubbish() {
    var random = SeededGenerator(seed: 7)
    let valid = Array(
      "tree \(String(repeating: "a", count: 40))\nauthor A <a@x> 1 +0000\ncommitter C <c> 2\n\nhello".utf8)
    var commits = 0
    for round in 0..<20_000 {
      var bytes = valid
      if round % 2 == 1 { bytes = random.bytes(Int.random(in: 0...120, using: &random)) }
      for _ in 0..<3 where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      bytes.removeLast(Int.random(in: 0...bytes.count, using: &random))
      bytes.withUnsafeBytes { raw in
        _ = Signature(raw[...], encoding: nil)
        if round % 3 == 0 { _ = Signature(raw[...], encoding: "Shift_JIS") }
        if let header = CommitHeader(raw) {
          commits += 1
          #expect(header.message.upperBound == raw.count && header.author.upperBound <= raw.count)
          _ = decodeText(UnsafeRawBufferPointer(rebasing: raw[header.message]), encoding: nil)
        }
      }
    }
    // Without commits among them, the ranges would not have been looked at.
    #expect(commits > 500)
  }
}
