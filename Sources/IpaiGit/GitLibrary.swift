import CGit2
import Foundation
import IpaiCore

/// Starts libgit2 once for each process, with limits that suit the reading of a whole history.
enum GitLibrary {
  /// The number of initialisations, which is negative when libgit2 could not start. It has to be read before any other call.
  static let started: Int32 = {
    let count = git_libgit2_init()
    // Objects are read by name from a store that git itself checks; hashing each of them again would double the cost.
    _ = ipai_git_set_strict_hash_verification(0)
    // Consecutive commits share their root trees and blobs; the default cache takes no tree over 4 KiB and no blob.
    _ = ipai_git_set_cache_object_limit(GIT_OBJECT_TREE, 256 << 10)
    _ = ipai_git_set_cache_object_limit(GIT_OBJECT_BLOB, 512 << 10)
    _ = ipai_git_set_cache_max_size(24 << 20)
    // The windows of packs count as resident memory while they are mapped.
    _ = ipai_git_set_pack_window(16 << 20, 96 << 20)
    allowExtensions(["partialclone", "worktreeconfig", "preciousobjects"])
    return count
  }()

  /// Starts libgit2 on a thread of its own, since it reads every certificate of the machine, which takes a tenth of the time
  /// of a short command.
  static func startInBackground() { Thread { _ = started }.start() }

  /// Lets libgit2 open repositories with these extensions, which change nothing for a reader.
  private static func allowExtensions(_ names: [String]) {
    var copies: [UnsafePointer<CChar>?] = names.map { UnsafePointer(strdup($0)) }
    defer { copies.forEach { free(UnsafeMutableRawPointer(mutating: $0)) } }
    _ = copies.withUnsafeMutableBufferPointer { ipai_git_set_extensions($0.baseAddress, $0.count) }
  }

  /// The last error of libgit2 on this thread, to be the cause of an `IpaiError`.
  static func failure(_ code: Int32) -> GitFailure {
    let message = git_error_last().flatMap { $0.pointee.message }.map { String(cString: $0) }
    return GitFailure(code: code, message: message ?? "error \(code)")
  }
}

/// The version of the libgit2 in use, such as `1.5.1`.
package var gitLibraryVersion: String {
  var major: Int32 = 0
  var minor: Int32 = 0
  var patch: Int32 = 0
  _ = git_libgit2_version(&major, &minor, &patch)
  return "\(major).\(minor).\(patch)"
}
