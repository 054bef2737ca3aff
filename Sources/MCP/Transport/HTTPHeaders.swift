/// The header fields of a message, in their order. The case of names does not matter (RFC 9110, section 5).
public struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  /// The fields, in order.
  public private(set) var fields: [Field] = []

  /// A field of a header.
  public struct Field: Sendable, Hashable {
    /// The name, as it was written.
    public let name: String
    /// The value, as it was written.
    public let value: String
  }

  /// The fields of a literal, in order.
  public init(dictionaryLiteral elements: (String, String)...) { for (name, value) in elements { add(name, value) } }

  /// Adds a field behind all others.
  public mutating func add(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

  /// All values that have a name, in order.
  public subscript(name: String) -> [String] {
    var values: [String] = []
    for field in fields where Self.isSame(field.name, name) { values.append(field.value) }
    return values
  }

  private static func isSame(_ one: String, _ other: String) -> Bool {
    guard one.utf8.count == other.utf8.count else { return false }
    if one == other { return true }
    for (left, right) in zip(one.utf8, other.utf8) where left != right {
      guard isLetter(left), left ^ right == 0x20 else { return false }
    }
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
