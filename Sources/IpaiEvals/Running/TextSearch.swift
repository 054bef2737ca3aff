/// Finds a text in another one in linear time, whatever the two are (Knuth, Morris and Pratt, 1977).
enum TextSearch {
  /// Whether the bytes of a text occur in those of another one.
  static func contains(_ part: [UInt8], in text: [UInt8]) -> Bool {
    guard !part.isEmpty else { return true }
    let borders = borders(of: part)
    var matched = 0
    for byte in text {
      while matched > 0 && part[matched] != byte { matched = borders[matched - 1] }
      if part[matched] == byte { matched += 1 }
      if matched == part.count { return true }
    }
    return false
  }

  /// For each prefix, the length of the longest shorter prefix that it ends with.
  private static func borders(of part: [UInt8]) -> [Int] {
    var borders = [Int](repeating: 0, count: part.count)
    var length = 0
    for index in part.indices.dropFirst() {
      while length > 0 && part[length] != part[index] { length = borders[length - 1] }
      if part[length] == part[index] { length += 1 }
      borders[index] = length
    }
    return borders
  }
}
