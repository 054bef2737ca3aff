import IpaiCore

/// The values that a field takes, for checking, for schemas and for saying so in errors.
package enum FieldKind: Hashable, Sendable {
  /// A text of so many bytes in UTF-8.
  case text(bytes: ClosedRange<Int>)
  /// Texts, at most so many, each of so many bytes.
  case texts(maxCount: Int, bytes: ClosedRange<Int>)
  case integer(ClosedRange<Int>)
  case flag
  case choice([String])
  /// A moment or a day in one of the forms of `DateExpression`.
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
