/// A value that must never be shown: it prints, interpolates, encodes and reflects as `***`.
package struct Secret: Sendable, Equatable {
  private let value: String

  package init(_ value: String) { self.value = value }

  /// The value itself, for the one place that sends it where it belongs.
  package func reveal() -> String { value }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable, Encodable {
  package var description: String { "***" }
  package var debugDescription: String { "***" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode("***")
  }
}
