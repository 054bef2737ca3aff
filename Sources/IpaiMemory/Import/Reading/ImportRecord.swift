import Foundation

/// A part of a file that is read on its own: a line or, in formats that are not of lines, a JSON value.
struct ImportRecord {
  /// Its text, which need not be JSON.
  let bytes: Data
  /// The line on which it begins, from 1 on.
  let line: Int
  /// True when the file ends within it.
  let isCut: Bool
}
