import Foundation
import IpaiCore

/// The folders outside of which a caller may name no file. Links are followed before paths are compared.
package struct PathRoots: Sendable, Equatable {
  /// The real paths of the folders.
  package let folders: [String]

  /// Roots at these absolute paths; those that do not exist hold nothing.
  package init(_ folders: [String]) { self.folders = folders.compactMap(Self.real) }

  /// Throws `IpaiError(.denied)` for a path that is in none of the folders. A path that does not exist is judged by the deepest
  /// folder above it that does.
  package func check(_ path: String) throws {
    guard let place = Self.deepest(path), folders.contains(where: { Self.isInside(place, $0) }) else {
      throw IpaiError(
        .denied, "'\(path.prefix(200))' is outside of the folders that this server may read",
        hint: "name a path in one of them, or have the server started with --root for this folder")
    }
  }

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    folder == "/" || path == folder || path.utf8.starts(with: (folder + "/").utf8)
  }

  /// The real path of the deepest part of a path that exists; nil for a path with `..` behind what does not exist.
  private static func deepest(_ path: String) -> String? {
    var path = path
    while true {
      if let real = real(path) { return real }
      // A link that leads nowhere may lead out of the folders.
      if isLink(path) { return nil }
      guard let slash = path.lastIndex(of: "/"), path != "/" else { return nil }
      let last = path[path.index(after: slash)...]
      if last == ".." { return nil }
      path = slash == path.startIndex ? "/" : String(path[..<slash])
    }
  }

  private static func isLink(_ path: String) -> Bool {
    var information = stat()
    return PathText.withCString(path) { lstat($0, &information) } == 0
  }

  private static func real(_ path: String) -> String? {
    PathText.withCString(path) { text in
      guard let real = realpath(text, nil) else { return nil }
      defer { free(real) }
      return PathText.text(real)
    }
  }
}
