/// A member of an object in a text of JSON with comments.
struct JSONCEntry: Sendable {
  /// The bytes of the key with its quotes.
  let key: Range<Int>
  let value: JSONCNode

  /// The bytes from the key to the end of the value.
  var range: Range<Int> { key.lowerBound..<value.range.upperBound }

  /// True when the key, its escapes replaced, is `name`, compared by UTF-16 units as JavaScript does.
  func isNamed(_ name: String, in bytes: [UInt8]) -> Bool {
    JSONCStrings.units(bytes[key]).elementsEqual(name.utf16)
  }
}
