import CGit2
import Foundation
import IpaiCore

/// What the .gitignore files of a folder say (gitignore(5)), in a repository or without one.
///
/// A value serves one thread at a time.
package struct IgnoreRules: ~Copyable {
  private let handle: OpaquePointer
  /// The path of the folder within the work tree, with a slash at its end; empty for the work tree itself.
  private let prefix: String
  private var tracked: TrackedPaths

  /// The rules for what is in a folder, by its absolute path without links. Throws `IpaiError`.
  package init(of folder: String) throws {
    guard GitLibrary.started > 0 else { throw IpaiError(.internal, "libgit2 could not be started") }
    if let (handle, prefix) = Self.repository(of: folder) {
      do { tracked = try TrackedPaths(of: handle) } catch {
        git_repository_free(handle)
        throw error
      }
      self.handle = handle
      self.prefix = prefix
      return
    }
    // Without a repository, an empty one in memory reads the .gitignore files of a folder that it takes for its work tree.
    var handle: OpaquePointer?
    guard git_repository_new(&handle) == 0, let handle else { throw IpaiError(.internal, "libgit2 has no memory") }
    let code = PathText.withCString(folder) { git_repository_set_workdir(handle, $0, 0) }
    guard code == 0 else {
      let failure = GitLibrary.failure(code)
      git_repository_free(handle)
      throw IpaiError(.unavailable, "cannot read the folder \(folder)", cause: failure)
    }
    do { tracked = try TrackedPaths(of: nil) } catch {
      git_repository_free(handle)
      throw error
    }
    self.handle = handle
    prefix = ""
  }

  deinit { git_repository_free(handle) }

  /// The repository whose work tree has a folder, and the place of the folder in it; nil when there is none that can be opened.
  private static func repository(of folder: String) -> (OpaquePointer, String)? {
    var handle: OpaquePointer?
    let code = PathText.withCString(folder) {
      git_repository_open_ext(&handle, $0, UInt32(GIT_REPOSITORY_OPEN_CROSS_FS.rawValue), nil)
    }
    guard code == 0, let handle else { return nil }
    guard let tree = git_repository_workdir(handle).map({ PathText.text($0) }), (folder + "/").hasPrefix(tree) else {
      git_repository_free(handle)
      return nil
    }
    return (handle, String((folder + "/").dropFirst(tree.count)))
  }

  /// Whether git tracks a file, or something in a folder, by its path from the folder on. It is never ignored then. It is quickest
  /// for those who ask in the order of the paths.
  package mutating func tracks(_ path: String, isFolder: Bool) -> Bool {
    tracked.contain(inTree(path, isFolder), isFolder: isFolder)
  }

  /// The path of something in the folder within the work tree.
  private borrowing func inTree(_ path: String, _ isFolder: Bool) -> String {
    if prefix.isEmpty, !isFolder { return path }
    return prefix + path + (isFolder ? "/" : "")
  }

  /// Whether a file or folder is ignored, by its path from the folder on. What git tracks is to be asked for by ``tracks(_:isFolder:)`` first.
  package borrowing func ignores(_ path: String, isFolder: Bool) -> Bool {
    var ignored: CInt = 0
    let code = PathText.withCString(inTree(path, isFolder)) {
      git_ignore_path_is_ignored(&ignored, handle, $0)
    }
    return code == 0 && ignored == 1
  }
}
