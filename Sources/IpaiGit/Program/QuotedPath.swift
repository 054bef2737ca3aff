import IpaiCore

/// Reads a path as git writes it: in quotes, with the escapes of C, where it holds a quote, a backslash or a control character
/// (git-config(1), `core.quotePath`).
enum QuotedPath {
  /// The path that `bytes` stand for; as it is where it is not in quotes.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let quote = UInt8(ascii: "\"")
    guard bytes.count >= 2, bytes.first == quote, bytes.last == quote else { return PathText.text(bytes: bytes) }
    var rest = bytes.dropFirst().dropLast()
    var path: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\") {
        path.append(escape(&rest))
      } else {
        path.append(byte)
      }
    }
    return PathText.text(bytes: path)
  }

  /// The byte that an escape stands for, after its backslash.
  private static func escape(_ rest: inout ArraySlice<UInt8>) -> UInt8 {
    guard let byte = rest.popFirst() else { return UInt8(ascii: "\\") }
    switch byte {
    case UInt8(ascii: "a"): return 7
    case UInt8(ascii: "b"): return 8
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "v"): return 11
    case UInt8(ascii: "f"): return 12
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "0")...UInt8(ascii: "3"): return octal(byte, &rest)
    default: return byte
    }
  }

  /// The byte of three octal digits, of which `first` is the first.
  private static func octal(_ first: UInt8, _ rest: inout ArraySlice<UInt8>) -> UInt8 {
    var value = first - UInt8(ascii: "0")
    for _ in 0..<2 {
      guard let digit = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { break }
      rest.removeFirst()
      value = value << 3 | (digit - UInt8(ascii: "0"))
    }
    return value
  }
}
