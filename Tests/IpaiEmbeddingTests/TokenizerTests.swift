import DomainTestSupport
import IpaiEmbedding
import TestSupport
import Testing

@Suite struct TokenizerTests {
  private func ids(_ bytes: [UInt8]) throws -> [Int32] {
    var tokenizer = try WordPieceTokenizer(TestModel.file())
    var ids: [Int32] = []
    let count = bytes.withUnsafeBytes { tokenizer.append($0, to: &ids) }
    #expect(count == ids.count)
    return ids
  }

  @Test func idsAreThoseOfTheReference() throws {
    var tokenizer = try WordPieceTokenizer(TestModel.file())
    let goldens = try Golden.tokens()
    #expect(goldens.count > 800)
    for golden in goldens {
      var ids: [Int32] = []
      Array(golden.text.utf8).withUnsafeBytes { _ = tokenizer.append($0, to: &ids) }
      #expect(ids == golden.ids, "\(golden.text.debugDescription)")
    }
  }

  @Test func whatIsNotUTF8Vanishes() throws {
    let plain = try ids(Array("fix the leak".utf8))
    for wrong: [UInt8] in [
      [0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF5, 0x80, 0x80, 0x80], [0x80],
    ] {
      #expect(try ids(Array("fix the ".utf8) + wrong + Array("leak".utf8)) == plain)
      #expect(try ids(Array("fix the leak".utf8) + wrong) == plain)
    }
  }

  @Test func hugeTextsAreCutAtTheLimit() throws {
    let unknown = try ids([UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20))
    #expect(unknown == [101, 100, 102])
    let long = try ids(Array(repeatElement(Array("word ".utf8), count: 2_000_000).joined()))
    #expect(long.count == 256 && long.first == 101 && long.last == 102)
    // A word of many pieces comes where there is hardly any room left.
    let end = try ids(Array((String(repeating: "a ", count: 253) + "tokenization unbelievableness").utf8))
    #expect(end.count == 256 && end.last == 102)
  }
}
