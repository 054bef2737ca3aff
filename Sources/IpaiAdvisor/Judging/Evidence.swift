import IpaiCore

/// A value that a finding rests on, and where it was read.
package struct Evidence: Equatable, Sendable {
  /// Where the value stands in what was read, such as `size.price_monthly`.
  package let path: String
  /// The value, as people read it.
  package let value: String
  /// What it was read from.
  package let collection: Collection

  /// A value with its place.
  package init(_ path: String, _ value: String, _ collection: Collection) {
    self.path = path
    self.value = value
    self.collection = collection
  }

  /// A number with its place, with no more than `digits` after the point.
  package init(_ path: String, _ value: Double, digits: Int = 2, _ collection: Collection) {
    self.init(path, NumberText.text(value, digits: digits), collection)
  }

  /// A moment with its place; `-` for none.
  package init(_ path: String, _ time: FactTime?, _ collection: Collection) {
    self.init(path, time?.timestamp.rfc3339 ?? "-", collection)
  }

  /// Texts with their place, separated by commas; `none` for no text.
  package init(_ path: String, _ values: [String], _ collection: Collection) {
    self.init(path, values.isEmpty ? "none" : values.joined(separator: ", "), collection)
  }
}
