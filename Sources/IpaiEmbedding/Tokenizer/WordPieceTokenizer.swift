/// BERT's uncased WordPiece tokenizer, with the ids of Hugging Face's `tokenizers`. Each thread needs its own.
///
/// It works on bytes: those that are not UTF-8 vanish, as U+FFFD does in the reference.
package struct WordPieceTokenizer {
  /// Keeps the memory alive in which the tables are.
  private let file: ModelFile
  private let vocabulary: VocabularyTable
  private let unicode: UnicodeTable
  private let maxTokens: Int
  private let ascii: [UInt8]
  private var word = Word()

  /// The number of characters above which a word is unknown.
  private static let maxCharacters = 100

  /// The word that is being read: its normalized bytes, and the end of each character in them.
  private struct Word {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    var characters = 0

    mutating func clear() {
      bytes.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      characters = 0
    }
  }

  /// The tokenizer of a model. Throws `IpaiError(.unavailable)` when its tables are not right.
  package init(_ file: ModelFile) throws {
    self.file = file
    vocabulary = try VocabularyTable(file.section(0))
    unicode = try UnicodeTable(file.section(1))
    maxTokens = file.shape.maxTokens
    ascii = Self.asciiActions(unicode)
  }

  /// Appends the ids of `text` to `tokens`, between [CLS] and [SEP] and cut at the model's limit. Returns their number.
  @discardableResult
  package mutating func append(_ text: UnsafeRawBufferPointer, to tokens: inout [Int32]) -> Int {
    let start = tokens.count
    tokens.append(vocabulary.special.start)
    // The last place is reserved for [SEP].
    read(text, &tokens, limit: start + maxTokens - 1)
    tokens.append(vocabulary.special.end)
    return tokens.count - start
  }

  /// True for the token of a word that cannot even be put together from pieces.
  func isUnknown(_ token: Int32) -> Bool { token == vocabulary.special.unknown }

  private mutating func read(_ text: UnsafeRawBufferPointer, _ tokens: inout [Int32], limit: Int) {
    word.clear()
    var index = 0
    while index < text.count, tokens.count < limit {
      let byte = text[index]
      if byte < 0x80 {
        let action = ascii[Int(byte)]
        if action > Self.vanishes {
          add(action)
          index += 1
        } else if byte == UInt8(ascii: "["), let (token, length) = specialToken(text, index) {
          flush(&tokens)
          tokens.append(token)
          index += length
        } else {
          handle(action, byte, &tokens)
          index += 1
        }
      } else {
        let (point, length) = Self.decode(text, index)
        if let point { handle(point, &tokens) }
        index += length
      }
    }
    flush(&tokens)
    if tokens.count > limit { tokens.removeSubrange(limit...) }
  }

  // MARK: ASCII

  /// The action for an ASCII byte: one of these, or the byte that takes its place in a word.
  private static let space: UInt8 = 0
  private static let punctuation: UInt8 = 1
  private static let vanishes: UInt8 = 2

  private static func asciiActions(_ unicode: UnicodeTable) -> [UInt8] {
    (0..<128).map { byte in
      let entry = unicode.entry(UInt32(byte))
      return switch entry.kind {
      case .space: space
      case .punctuation, .ideograph: punctuation
      case .vanishes: vanishes
      case .replaced: UInt8(truncatingIfNeeded: unicode.replacement(entry).first ?? UInt32(byte))
      case .same: UInt8(byte)
      }
    }
  }

  private mutating func handle(_ action: UInt8, _ byte: UInt8, _ tokens: inout [Int32]) {
    switch action {
    case Self.space: flush(&tokens)
    case Self.punctuation: alone(UInt32(byte), &tokens)
    default: break
    }
  }

  private mutating func add(_ byte: UInt8) {
    word.characters += 1
    guard word.characters <= Self.maxCharacters else { return }
    word.bytes.append(byte)
    word.ends.append(word.bytes.count)
  }

  /// A special token that is written out in the text, such as `[SEP]`, which the reference takes for the token itself; nil
  /// when there is none at `index`.
  private func specialToken(_ text: UnsafeRawBufferPointer, _ index: Int) -> (token: Int32, length: Int)? {
    let special = vocabulary.special
    let names: [(StaticString, Int32)] = [
      ("[PAD]", special.padding), ("[UNK]", special.unknown), ("[CLS]", special.start), ("[SEP]", special.end),
      ("[MASK]", special.mask),
    ]
    for (name, token) in names {
      let length = name.utf8CodeUnitCount
      guard index + length <= text.count else { continue }
      if text[index..<(index + length)].elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: length)) {
        return (token, length)
      }
    }
    return nil
  }

  // MARK: Beyond ASCII

  private mutating func handle(_ point: UInt32, _ tokens: inout [Int32]) {
    let entry = unicode.entry(point)
    switch entry.kind {
    case .same: add(point)
    case .vanishes: break
    case .space: flush(&tokens)
    case .punctuation: alone(point, &tokens)
    case .ideograph:
      flush(&tokens)
      replace(point, entry, &tokens)
      flush(&tokens)
    case .replaced: replace(point, entry, &tokens)
    }
  }

  /// Adds the replacement of a code point, parts of which may be space or punctuation themselves.
  private mutating func replace(_ point: UInt32, _ entry: UnicodeTable.Entry, _ tokens: inout [Int32]) {
    let points = unicode.replacement(entry)
    if points.isEmpty { add(point) }
    for point in points {
      switch unicode.entry(point).kind {
      case .space: flush(&tokens)
      case .punctuation: alone(point, &tokens)
      default: add(point)
      }
    }
  }

  private mutating func alone(_ point: UInt32, _ tokens: inout [Int32]) {
    flush(&tokens)
    add(point)
    flush(&tokens)
  }

  private mutating func add(_ point: UInt32) {
    word.characters += 1
    guard word.characters <= Self.maxCharacters, let scalar = Unicode.Scalar(point) else { return }
    word.bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
    word.ends.append(word.bytes.count)
  }

  /// The code point at `index`, which is nil when the bytes are not UTF-8, and the number of bytes to step over (RFC 3629,
  /// section 4).
  private static func decode(_ text: UnsafeRawBufferPointer, _ index: Int) -> (UInt32?, Int) {
    let first = UInt32(text[index])
    let length: Int
    /// The smallest code point that needs this length.
    let smallest: UInt32
    var point: UInt32
    switch first {
    case 0xC2...0xDF:
      length = 2
      smallest = 0x80
      point = first & 0x1F
    case 0xE0...0xEF:
      length = 3
      smallest = 0x800
      point = first & 0x0F
    case 0xF0...0xF4:
      length = 4
      smallest = 0x10000
      point = first & 0x07
    default: return (nil, 1)
    }
    for offset in 1..<length {
      guard index + offset < text.count, text[index + offset] & 0xC0 == 0x80 else { return (nil, offset) }
      point = point << 6 | UInt32(text[index + offset] & 0x3F)
    }
    guard point >= smallest, point <= 0x10FFFF, !(0xD800..<0xE000).contains(point) else { return (nil, 1) }
    return (point, length)
  }

  // MARK: WordPiece

  /// Appends the pieces of the word, always the longest from where the last one ended, or one unknown token when it cannot be
  /// put together from pieces.
  private mutating func flush(_ tokens: inout [Int32]) {
    guard word.characters > 0 else { return }
    defer { word.clear() }
    let start = tokens.count
    guard word.characters <= Self.maxCharacters, appendPieces(&tokens) else {
      tokens.removeSubrange(start...)
      tokens.append(vocabulary.special.unknown)
      return
    }
  }

  private func appendPieces(_ tokens: inout [Int32]) -> Bool {
    word.bytes.withUnsafeBytes { bytes in
      var character = 0
      var start = 0
      while character < word.ends.count {
        guard let (id, end) = longestPiece(bytes, start, character) else { return false }
        tokens.append(id)
        character = end
        start = word.ends[end - 1]
      }
      return true
    }
  }

  /// The longest piece that starts with a character, and the character after it.
  private func longestPiece(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ character: Int) -> (Int32, Int)? {
    var hash = PieceHash(continues: start > 0)
    var found: (Int32, Int)?
    var from = start
    for end in character..<word.ends.count {
      let to = word.ends[end]
      guard to - start <= vocabulary.longest else { break }
      for index in from..<to { hash.add(bytes[index]) }
      from = to
      if let id = vocabulary.id(UnsafeRawBufferPointer(rebasing: bytes[start..<to]), hash: hash) {
        found = (id, end + 1)
      }
    }
    return found
  }
}
