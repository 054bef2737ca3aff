import IpaiCore

/// The values that a field takes, for checks, schemas and error messages.
package enum FieldKind: Hashable, Sendable {
  /// A text of so many bytes in UTF-8.
  case text(bytes: ClosedRange<Int>)
  /// At most so many texts, each of so many bytes in UTF-8.
  case texts(maxCount: Int, bytes: ClosedRange<Int>)
  /// A whole number in a range.
  case integer(ClosedRange<Int>)
  /// True or false.
  case flag
  /// One of these names.
  case choice([String])
  /// A time or a day in one of the forms of `DateExpression`.
  case date
  /// An absolute path of a file or folder.
  case path

  /// What a value must be, to end the sentence "max_results must be …".
  package var expectation: String {
    switch self {
    case .text(let bytes): "a text of \(bytes.lowerBound) to \(bytes.upperBound) bytes"
    case .texts(let maxCount, let bytes):
      "a list of at most \(maxCount) texts of \(bytes.lowerBound) to \(bytes.upperBound) bytes"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .flag: "true or false"
    case .choice(let names): "one of " + names.joined(separator: ", ")
    case .date: "a date: \(DateExpression.forms)"
    case .path: "an absolute path"
    }
  }
}
