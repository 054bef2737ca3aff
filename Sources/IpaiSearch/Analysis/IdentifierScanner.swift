/// Finds the identifiers of a text: `snake_case` and `dash-case` names as one joined word, and the parts of camelCase.
struct IdentifierScanner {
  /// The joined names in lower case, one after the other.
  private(set) var letters: [UInt8] = []
  /// Where each joined name stands in `letters`, and the bytes of the text it stands for.
  private(set) var joined: [(Range<Int>, source: Range<Int>)] = []
  /// The bytes of the parts of camelCase names.
  private(set) var camelCaseParts: [Range<Int>] = []

  /// How many bytes a joined name has at most; anything longer is not a name.
  private static let longest = 64

  /// Finds the identifiers of UTF-8 text and forgets those of the text before it.
  mutating func scan(_ text: UnsafeBufferPointer<UInt8>) {
    letters.removeAll(keepingCapacity: true)
    joined.removeAll(keepingCapacity: true)
    camelCaseParts.removeAll(keepingCapacity: true)
    var index = 0
    while index < text.count {
      guard CharacterClass.isLetterOrDigit(text[index]) else {
        index += 1
        continue
      }
      index = scanName(text, from: index)
    }
  }

  /// Takes the name that starts at `start` and returns where it ends.
  private mutating func scanName(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start + 1
    var separators = 0
    while end < text.count {
      if CharacterClass.isLetterOrDigit(text[end]) {
        end += 1
      } else if CharacterClass.joins(text[end]), end + 1 < text.count, CharacterClass.isLetterOrDigit(text[end + 1]) {
        separators += 1
        end += 2
      } else {
        break
      }
    }
    if separators > 0 && end - start <= Self.longest { join(text, start..<end) }
    splitCamelCase(text, start..<end)
    return end
  }

  private mutating func join(_ text: UnsafeBufferPointer<UInt8>, _ source: Range<Int>) {
    let start = letters.count
    for byte in text[source] where CharacterClass.isLetterOrDigit(byte) {
      letters.append(CharacterClass.lowercased(byte))
    }
    joined.append((start..<letters.count, source))
  }

  private mutating func splitCamelCase(_ text: UnsafeBufferPointer<UInt8>, _ source: Range<Int>) {
    var partStart = source.lowerBound
    var isSplit = false
    for index in source.dropFirst() {
      let joins = CharacterClass.joins(text[index])
      guard joins || startsPart(text, index, source.upperBound) else { continue }
      if !joins { isSplit = true }
      if isSplit && index - partStart > 1 { camelCaseParts.append(partStart..<index) }
      if joins {
        isSplit = false
        partStart = index + 1
      } else {
        partStart = index
      }
    }
    if isSplit && source.upperBound - partStart > 1 { camelCaseParts.append(partStart..<source.upperBound) }
  }

  /// True at the `E` of `getElement` and at the `S` of `HTTPServer`.
  private func startsPart(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Bool {
    guard CharacterClass.isUppercase(text[index]) else { return false }
    let before = text[index - 1]
    if CharacterClass.isLowercase(before) { return true }
    return CharacterClass.isUppercase(before) && index + 1 < end && CharacterClass.isLowercase(text[index + 1])
  }
}
