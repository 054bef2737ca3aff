/// The id of a resource, which the API writes as a number in some places and as a text in others.
package struct ResourceID: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  /// The id as a text.
  package let text: String

  /// An id that was read.
  package init(_ text: String) { self.text = text }
  package init(integerLiteral value: Int) { text = String(value) }

  package var description: String { text }

  /// Numbers in their order, and before all other ids.
  package static func < (left: ResourceID, right: ResourceID) -> Bool {
    switch (Int(left.text), Int(right.text)) {
    case (let left?, let right?): left < right
    case (.some, nil): true
    case (nil, .some): false
    case (nil, nil): left.text < right.text
    }
  }
}

extension ResourceID: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      text = String(number)
    } else {
      text = try container.decode(String.self)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let number = Int(text), String(number) == text {
      try container.encode(number)
    } else {
      try container.encode(text)
    }
  }
}
