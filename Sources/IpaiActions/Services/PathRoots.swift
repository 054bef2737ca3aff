import Foundation
package import IpaiCore
import IpaiGit

/// The folders outside of which a caller may name no file. Links are followed before paths are compared.
package struct PathRoots: Sendable, Equatable {
  /// The real paths of the folders.
  package let folders: [String]

  /// Roots at these absolute paths; those that do not exist hold nothing.
  package init(_ folders: [String]) { self.folders = folders.compactMap(RealPath.existing) }

  /// Throws `IpaiError(.denied)` for a path that is in none of the folders, or that git keeps for itself: what is written there
  /// can be run by git. A path that does not exist is judged by the deepest folder above it that does.
  package func check(_ path: String) throws(IpaiError) {
    guard let place = Self.deepest(path), isInside(place) else { throw Self.outside(path) }
    for text in [path, place] where PathText.parts(text).contains(where: { $0.lowercased() == ".git" }) {
      throw IpaiError(.denied, "'\(path.prefix(200))' belongs to git itself", hint: "name a path beside .git")
    }
  }

  /// Why `check` refuses a path; nil if it does not.
  package func refusal(_ path: String) -> IpaiError? {
    do throws(IpaiError) { try check(path) } catch { return error }
    return nil
  }

  /// The same for a folder that is to be written to, which may not be in a bare repository either.
  package func checkWritable(_ path: String) throws(IpaiError) {
    try check(path)
    var folder = Self.deepest(path) ?? path
    while isInside(folder) {
      if ["HEAD", "objects", "refs"].allSatisfy({ FileStatus(folder + "/" + $0) != nil }) {
        throw IpaiError(.denied, "'\(path.prefix(200))' belongs to git itself: \(folder) is a bare repository")
      }
      guard let slash = PathText.lastSlash(in: folder), slash != folder.startIndex else { return }
      folder = String(folder[..<slash])
    }
  }

  /// Throws `IpaiError(.denied)` where the repository that holds a folder, or its git directory, lies outside.
  ///
  /// A `.git` may lead anywhere, and a folder may be a small part of a repository, all of which git would then read.
  package func checkRepository(around folder: String) throws(IpaiError) {
    guard let git = try? GitRepository(containing: folder) else { return }
    for path in [git.path, git.gitDirectory] {
      guard let place = Self.deepest(path), isInside(place) else {
        throw IpaiError(
          .denied, "the repository of '\(folder.prefix(200))' lies outside of the folders that this server may read",
          hint: "have the server started with --root for the whole repository: \(path)")
      }
    }
  }

  private static func outside(_ path: String) -> IpaiError {
    IpaiError(
      .denied, "'\(path.prefix(200))' is outside of the folders that this server may use",
      hint: "name a path in one of them, or have the server started with --root for this folder")
  }

  private func isInside(_ path: String) -> Bool { folders.contains { Self.isInside(path, $0) } }

  private static func isInside(_ path: String, _ folder: String) -> Bool {
    folder == "/" || path == folder || path.utf8.starts(with: (folder + "/").utf8)
  }

  /// The real path of the deepest part of a path that exists; nil for a path with `..` behind what does not exist.
  private static func deepest(_ path: String) -> String? {
    var path = path
    while true {
      if let real = RealPath.existing(path) { return real }
      // A link that leads nowhere may lead out of the folders.
      if FileStatus(path, followsLinks: false) != nil { return nil }
      guard let slash = PathText.lastSlash(in: path), path != "/" else { return nil }
      if PathText.lastName(of: path) == ".." { return nil }
      path = slash == path.startIndex ? "/" : String(path[..<slash])
    }
  }
}
