/// Finds the end of a JSON value without reading what is in it, however deep its parts are nested.
struct JSONValueScanner {
  /// The line ends that were passed.
  private(set) var newlines = 0
  /// True when the text may end here: the whole value was passed, or it is a number or a word.
  var canEnd: Bool { isComplete || isScalar }

  private var isComplete = false

  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var isScalar = false

  /// Looks at the next piece of a text that starts with a value. Returns how many of its bytes belong to the value, or
  /// nil when the value goes on after them.
  mutating func scan(_ bytes: UnsafeRawBufferPointer) -> Int? {
    for (index, byte) in bytes.enumerated() {
      if isScalar, endsScalar(byte) {
        isComplete = true
        return index
      }
      if byte == UInt8(ascii: "\n") { newlines += 1 }
      if isInString {
        scanString(byte)
        isComplete = !isInString && depth == 0
      } else {
        isComplete = closes(byte)
      }
      if isComplete { return index + 1 }
    }
    return nil
  }

  private mutating func scanString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
    }
  }

  /// Takes a byte outside of strings. Returns true when it is the last of the value.
  private mutating func closes(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      return depth <= 0
    default: if depth == 0 { isScalar = true }
    }
    return false
  }

  /// True for a byte after a number or a word such as `true`.
  private func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "{"), UInt8(ascii: "["),
      UInt8(ascii: " "), 9...13:
      true
    default: false
    }
  }
}
