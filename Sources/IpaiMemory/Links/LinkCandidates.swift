/// What a text may refer to, by the form of its words; whether it exists is for others to find out.
package struct LinkCandidates: Sendable, Equatable {
  /// Words of 7 to 40 hexadecimal digits, in lower case, each once.
  package var commits: [String] = []
  /// Words that look like paths, some with lines or a commit, each once.
  package var files: [LinkTarget] = []
  /// Words with a hyphen, as the names of skills have, each once.
  package var names: [String] = []

  /// How many of each kind are taken from a text.
  private static let most = 100

  /// The candidates in `text`, in their order.
  package init(in text: String) {
    var seen: Set<Substring> = []
    for word in Self.words(of: text) where seen.insert(word).inserted {
      if Self.isCommit(word) {
        if commits.count < Self.most { commits.append(word.lowercased()) }
      } else if Self.isPath(word), files.count < Self.most, let file = LinkTarget(citation: word) {
        files.append(file)
      } else if Self.isName(word), names.count < Self.most {
        names.append(String(word))
      }
    }
  }

  /// The words between spaces, quotes and brackets that may be candidates, without the full stop or comma at their end.
  ///
  /// Nearly all words of a text are none, so they are told by their bytes before anything is made of them.
  private static func words(of text: String) -> [Substring] {
    var text = text
    return text.withUTF8 { bytes in
      var words: [Substring] = []
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex(where: isSeparator) ?? bytes.count
        let word = UnsafeBufferPointer(rebasing: bytes[start..<trimmed(bytes, start..<end)])
        if mayBeCandidate(word) { words.append(Substring(decoding: word, as: UTF8.self)) }
        start = end + 1
      }
      return words
    }
  }

  /// The end of a word without the punctuation after it.
  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Int {
    var end = word.upperBound
    while end > word.lowerBound, isTrailing(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// True for a word with the signs of a path or of a name, or of nothing but hexadecimal digits.
  private static func mayBeCandidate(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count >= 3 else { return false }
    return word.contains(where: isSign) || word.count >= 7 && word.allSatisfy(isHexDigit)
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"): true
    default: false
    }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...32, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"):
      true
    default: false
    }
  }

  private static func isTrailing(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"): true
    default: false
    }
  }

  /// Digits and letters: a number alone, or a word such as "defaced", is more likely something else.
  private static func isCommit(_ word: Substring) -> Bool {
    guard (7...40).contains(word.utf8.count), word.utf8.allSatisfy(isHexDigit) else { return false }
    return word.utf8.count == 40 || word.contains(where: \.isNumber) && word.contains(where: \.isLetter)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  /// A word with a slash, or with a full stop and an ending, that is not an address.
  private static func isPath(_ word: Substring) -> Bool {
    let bytes = word.utf8
    guard bytes.count <= 400, let first = bytes.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "~"),
      !isAddress(word)
    else { return false }
    if bytes.contains(UInt8(ascii: "/")) { return true }
    guard bytes.count > 3, let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot != bytes.startIndex else {
      return false
    }
    let rest = bytes[bytes.index(after: dot)...]
    let ending = Substring(rest.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "@") })
    return (1...6).contains(ending.count) && ending.contains(where: \.isLetter)
  }

  private static func isAddress(_ word: Substring) -> Bool {
    var rest = word.utf8
    while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      rest = rest[rest.index(after: colon)...]
      if rest.starts(with: "//".utf8) { return true }
    }
    return false
  }

  private static func isName(_ word: Substring) -> Bool {
    word.utf8.count <= 64 && word.utf8.contains(UInt8(ascii: "-"))
      && word.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || isLowerOrDigit($0) }
  }

  private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    default: false
    }
  }
}
