/// Why a file is not part of a corpus.
package enum SkipReason: String, Codable, CaseIterable, Sendable {
  /// It has bytes that no text has.
  case binary
  /// It is larger than ``TextFile/maxBytes``.
  case tooLarge = "too_large"
  /// A program wrote it, as it says itself or as its name says.
  case generated
  /// It has very long lines, as code has that was shortened by a program.
  case minified
  /// It has no text.
  case empty
  /// It is a device, a pipe, a socket, or a link that leads out of the folder.
  case notAFile = "not_a_file"
  /// It cannot be read.
  case unreadable
  /// Its name is not valid UTF-8, or has a line break or another control character.
  case name

  /// The reason as people read it, after a number of files.
  package var text: String {
    switch self {
    case .binary: "binary"
    case .tooLarge: "too large"
    case .generated: "generated"
    case .minified: "minified"
    case .empty: "empty"
    case .notAFile: "not regular files"
    case .unreadable: "unreadable"
    case .name: "with unusable names"
    }
  }
}
