import CGit2
import Foundation
import IpaiCore

/// libgit2, initialised once a process with the limits that suit reading a whole history.
enum GitLibrary {
  /// Touch before any call; the count of initialisations, negative when libgit2 could not start.
  static let started: Int32 = {
    let count = git_libgit2_init()
    // Objects are read by name from a store that git itself checks; hashing each again would double the cost.
    _ = ipai_git_set_strict_hash_verification(0)
    // Consecutive commits share their root trees and blobs; the default cache takes none over 4 KiB and no blob.
    _ = ipai_git_set_cache_object_limit(GIT_OBJECT_TREE, 256 << 10)
    _ = ipai_git_set_cache_object_limit(GIT_OBJECT_BLOB, 512 << 10)
    _ = ipai_git_set_cache_max_size(24 << 20)
    // Windows of packs count as resident memory while mapped.
    _ = ipai_git_set_pack_window(16 << 20, 96 << 20)
    allowExtensions(["partialclone", "worktreeconfig", "preciousobjects"])
    return count
  }()

  /// Starts libgit2 on a thread of its own: it reads every certificate of the machine, a tenth of a short command.
  static func startInBackground() { Thread { _ = started }.start() }

  /// Repository extensions that change nothing for a reader, so that libgit2 need not refuse them.
  private static func allowExtensions(_ names: [String]) {
    var copies: [UnsafePointer<CChar>?] = names.map { UnsafePointer(strdup($0)) }
    defer { copies.forEach { free(UnsafeMutableRawPointer(mutating: $0)) } }
    _ = copies.withUnsafeMutableBufferPointer { ipai_git_set_extensions($0.baseAddress, $0.count) }
  }

  /// What libgit2 said last on this thread, to be the cause of an error of ours.
  static func failure(_ code: Int32) -> GitFailure {
    let message = git_error_last().flatMap { $0.pointee.message }.map { String(cString: $0) }
    return GitFailure(code: code, message: message ?? "error \(code)")
  }
}

/// An error as libgit2 reports it.
package struct GitFailure: Error, CustomStringConvertible {
  package let code: Int32
  package let message: String

  package var description: String { "libgit2: \(message) (\(code))" }
}

/// The version of the libgit2 in use, as in `1.5.1`.
package var gitLibraryVersion: String {
  var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
  _ = git_libgit2_version(&major, &minor, &patch)
  return "\(major).\(minor).\(patch)"
}
