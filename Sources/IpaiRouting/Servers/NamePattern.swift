/// A name, or a pattern of names in which `*` stands for any characters, such as `account_*`. Case matters.
package struct NamePattern: Sendable, Equatable {
  /// The pattern as it was written.
  package let text: String
  private let parts: [[UInt8]]

  /// A pattern.
  package init(_ text: String) {
    self.text = text
    parts = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
  }

  /// True when a name is one of the pattern. It takes time in proportion to the name's length times the pattern's.
  package func matches(_ name: String) -> Bool {
    let name = Array(name.utf8)
    guard let first = parts.first, let last = parts.last else { return false }
    guard parts.count > 1 else { return name == first }
    guard name.count >= first.count + last.count, name.starts(with: first), name.suffix(last.count).elementsEqual(last)
    else { return false }
    var rest = name[first.count..<(name.count - last.count)]
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let place = rest.firstRange(of: part) else { return false }
      rest = rest[place.upperBound...]
    }
    return true
  }
}
