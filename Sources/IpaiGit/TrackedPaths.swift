import CGit2
import Foundation
import IpaiCore

/// The paths of the files that git tracks, for who goes through a work tree in their order.
struct TrackedPaths: ~Copyable {
  private let index: OpaquePointer?
  /// The first that may come next.
  private var next = 0

  /// Those of a repository; none without one. Throws `IpaiError(.unavailable)` for an index that libgit2 cannot read: what it tracks would
  /// be taken for ignored.
  init(of repository: OpaquePointer?) throws {
    guard let repository else {
      index = nil
      return
    }
    var index: OpaquePointer?
    let code = git_repository_index(&index, repository)
    guard code == 0, let index else {
      throw IpaiError(
        .unavailable, "the index of the git repository cannot be read",
        hint:
          "a split or a sparse index is not understood: git update-index --no-split-index, git sparse-checkout reapply --no-sparse-index",
        cause: GitLibrary.failure(code))
    }
    // Where git ignores case, the index is in another order than the paths.
    let ignoresCase = CInt(GIT_INDEX_CAPABILITY_IGNORE_CASE.rawValue)
    if git_index_caps(index) & ignoresCase != 0 { git_index_set_caps(index, git_index_caps(index) & ~ignoresCase) }
    self.index = index
  }

  deinit { git_index_free(index) }

  /// Whether a file is tracked or, when `isFolder`, whether anything is whose path begins with this one.
  mutating func contain(_ path: String, isFolder: Bool) -> Bool {
    guard let index else { return false }
    // A path that comes earlier than the last one is looked for from the start.
    if let before = entry(index, next - 1), Self.order(before, path, isPrefix: isFolder) >= 0 { next = 0 }
    while let entry = entry(index, next) {
      let order = Self.order(entry, path, isPrefix: isFolder)
      if order == 0 { return true }
      if order > 0 { return false }
      next += 1
    }
    return false
  }

  private func entry(_ index: OpaquePointer, _ number: Int) -> UnsafeRawBufferPointer? {
    guard number >= 0, let path = git_index_get_byindex(index, number)?.pointee.path else { return nil }
    return UnsafeRawBufferPointer(start: path, count: strlen(path))
  }

  /// Below zero when an entry comes before a path, and zero when it is the same or, when `isPrefix`, begins with it.
  private static func order(_ entry: UnsafeRawBufferPointer, _ path: String, isPrefix: Bool) -> Int {
    PathText.withCString(path) { path in
      let path = UnsafeRawBufferPointer(start: path, count: strlen(path))
      let length = isPrefix ? min(entry.count, path.count) : entry.count
      return ByteOrder.compare(UnsafeRawBufferPointer(rebasing: entry[..<length]), path)
    }
  }
}
