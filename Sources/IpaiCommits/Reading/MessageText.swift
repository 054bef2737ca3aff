/// The parts of a commit message: its subject, and its body with and without trailers. Lines end in a line feed here, however
/// they ended in the message.
package struct MessageText {
  /// The first line that is not empty.
  package let subject: Substring
  /// What follows the subject, without empty lines around it.
  package let body: Substring

  /// Splits a message.
  package init(_ message: String) {
    let text = Self.trimmed(Self.withLineFeeds(message)[...])
    let end = text.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
    subject = Self.trimmed(text[..<end])
    body = Self.trimmed(text[end...])
  }

  /// The body without the trailers at its end: `Signed-off-by: …`, `Fixes: …`, `Closes #12` ("git-interpret-trailers").
  package var bodyWithoutTrailers: Substring {
    var text = body
    while !text.isEmpty {
      let start = text.utf8.lastIndex(of: UInt8(ascii: "\n")).map { text.utf8.index(after: $0) } ?? text.startIndex
      guard Self.isTrailer(text[start...]) else { break }
      text = Self.trimmed(text[..<start])
    }
    return text
  }

  /// The message with a line feed in place of each CR LF and each CR alone. In a Swift string CR LF is a single character,
  /// which equals neither of the two, so lines have to be found by bytes.
  private static func withLineFeeds(_ message: String) -> String {
    let lineFeed = UInt8(ascii: "\n")
    let carriageReturn = UInt8(ascii: "\r")
    guard message.utf8.contains(carriageReturn) else { return message }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(message.utf8.count)
    var previous: UInt8 = 0
    for byte in message.utf8 {
      if byte == carriageReturn {
        bytes.append(lineFeed)
      } else if byte != lineFeed || previous != carriageReturn {
        bytes.append(byte)
      }
      previous = byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
    var text = text
    while let first = text.utf8.first, isSpace(first) { text = text[text.utf8.index(after: text.startIndex)...] }
    while let last = text.utf8.last, isSpace(last) { text = text[..<text.utf8.index(before: text.endIndex)] }
    return text
  }

  /// The keys of trailers that have no dash in them.
  private static let keys: Set<String> = [
    "fixes", "fixed", "closes", "closed", "resolves", "ref", "refs", "references", "bug", "issue", "link", "links",
    "cc",
    "see", "url", "reported", "thanks",
  ]

  private static func isTrailer(_ line: Substring) -> Bool {
    let key = line.prefix { $0.isLetter || $0 == "-" || $0.isNumber }
    let rest = line[key.endIndex...]
    guard key.first?.isLetter == true, let next = rest.first else { return false }
    if next == ":" { return key.contains("-") && rest.dropFirst().first == " " || keys.contains(key.lowercased()) }
    return rest.hasPrefix(" #") && keys.contains(key.lowercased())
  }
}
