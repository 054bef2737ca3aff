/// A value that must never be shown: printed, interpolated, encoded or reflected, it is `***`.
package struct Secret: Sendable, Equatable {
  private let value: String

  /// Hides a value.
  package init(_ value: String) { self.value = value }

  /// The value itself, for the one place that sends it to where it belongs.
  package func reveal() -> String { value }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable, Encodable {
  package var description: String { "***" }
  package var debugDescription: String { "***" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// Writes `***`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode("***")
  }
}
