import Crypto
import IpaiSearch

/// A passage with what finds it.
package struct IndexedPassage: Sendable {
  /// The passage.
  package let passage: Passage
  /// The headings, one a line.
  let heading: String
  /// Tells its heading and text from others, in 16 bytes.
  let digest: [UInt8]
  /// The stems of the path, of the headings and of the text.
  let words: (path: String, heading: String, text: String)

  init(_ passage: Passage, pathWords: String, _ analyzer: TextAnalyzer) {
    self.passage = passage
    heading = passage.path.joined(separator: "\n")
    digest = Array(SHA256.hash(data: Array((heading + "\n" + passage.text).utf8)).prefix(16))
    words = (pathWords, Self.words(heading, analyzer), Self.words(passage.text, analyzer))
  }

  static func words(_ text: String, _ analyzer: TextAnalyzer) -> String {
    var copy = text
    var terms: [UInt8] = []
    copy.withUTF8 { bytes in
      analyzer.appendStems(of: bytes, to: &terms)
      analyzer.appendIdentifiers(of: bytes, to: &terms)
    }
    return String(decoding: terms, as: UTF8.self)
  }
}
