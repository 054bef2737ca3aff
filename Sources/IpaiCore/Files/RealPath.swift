import Foundation

/// Paths without links, `.` and `..`.
package enum RealPath {
  /// The path of what is there without links; nil when nothing is there.
  package static func existing(_ path: String) -> String? {
    guard let resolved = PathText.withCString(path, { realpath($0, nil) }) else { return nil }
    defer { free(resolved) }
    return PathText.text(resolved)
  }

  /// The same; the path as it is when nothing is there.
  package static func text(_ path: String) -> String { existing(path) ?? path }
}
