import IpaiCore

/// The values that a field takes, for checks, schemas and error messages.
package enum FieldKind: Hashable, Sendable {
  /// A text of so many bytes in UTF-8.
  case text(bytes: ClosedRange<Int>)
  /// A text for people, of at most so many characters, that is not blank.
  case words(most: Int)
  /// At most so many texts, each of so many bytes in UTF-8.
  case texts(maxCount: Int, bytes: ClosedRange<Int>)
  /// A whole number in a range.
  case integer(ClosedRange<Int>)
  /// A number in a range.
  case number(ClosedRange<Double>)
  /// True or false.
  case flag
  /// One of these names.
  case choice([String])
  /// Any of these names.
  case choices([String])
  /// A time or a day in one of the forms of `DateExpression`.
  case date
  /// An absolute path of a file or folder.
  case path
  /// At most so many absolute paths.
  case paths(maxCount: Int)
  /// At most so many objects of a shape.
  case objects(maxCount: Int, ObjectShape)

  /// The most bytes of a date.
  package static let maxDateBytes = 100

  /// What a value must be, to end the sentence "max_results must be …".
  package var expectation: String {
    switch self {
    case .text(let bytes): "a text of \(bytes.lowerBound) to \(bytes.upperBound) bytes"
    case .words(let most): "a text of 1 to \(most) characters that is not blank"
    case .texts(let maxCount, let bytes):
      "a list of at most \(maxCount) texts of \(bytes.lowerBound) to \(bytes.upperBound) bytes"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .flag: "true or false"
    case .choice(let names): "one of " + names.joined(separator: ", ")
    case .choices(let names): "a list of \(names.joined(separator: ", "))"
    case .date: "a date: \(DateExpression.forms)"
    case .path: "an absolute path"
    case .paths(let maxCount): "a list of at most \(maxCount) absolute paths"
    case .objects(let maxCount, _): "a list of at most \(maxCount) objects"
    }
  }
}
