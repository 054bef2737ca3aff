import CGit2
import IpaiCore

/// The difference between two trees of a repository, which has to outlive this value.
struct GitDiff {
  private let repository: OpaquePointer
  private let old: ObjectID?
  private let new: ObjectID

  /// The size above which a file is shown as binary, since both versions of a file are held in memory.
  private static let maxFileBytes: git_off_t = 64 << 20

  /// The difference from the tree `old`, or from an empty one when it is nil, to the tree `new`.
  init(_ repository: OpaquePointer, old: ObjectID?, new: ObjectID) {
    self.repository = repository
    self.old = old
    self.new = new
  }

  /// The difference as a patch. Throws what `error` makes of a failure of libgit2, and `IpaiError(.interrupted)` when
  /// cancelled.
  func patch(_ isCancelled: () -> Bool, _ error: (GitFailure) -> IpaiError) throws -> GitPatch {
    func check(_ code: Int32) throws { if code < 0 { throw error(GitLibrary.failure(code)) } }
    var before: OpaquePointer?
    var after: OpaquePointer?
    var diff: OpaquePointer?
    defer {
      git_diff_free(diff)
      git_tree_free(after)
      git_tree_free(before)
    }
    if var old = old?.git { try check(git_tree_lookup(&before, repository, &old)) }
    var name = new.git
    try check(git_tree_lookup(&after, repository, &name))
    var options = git_diff_options()
    try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)))
    options.max_size = Self.maxFileBytes
    try check(git_diff_tree_to_tree(&diff, repository, before, after, &options))
    try check(git_diff_find_similar(diff, nil))
    return try withoutActuallyEscaping(isCancelled) { isCancelled in
      var writer = PatchWriter(isCancelled)
      let code = withUnsafeMutablePointer(to: &writer) {
        git_diff_print(diff, GIT_DIFF_FORMAT_PATCH, PatchWriter.add, $0)
      }
      if writer.isInterrupted { throw IpaiError(.interrupted, "interrupted") }
      if !writer.patch.isCut { try check(code) }
      return writer.patch
    }
  }
}

/// Collects the lines of a patch until there are too many.
private struct PatchWriter {
  var patch = GitPatch(bytes: [], isCut: false)
  var isInterrupted = false
  private var lines = 0
  private let isCancelled: () -> Bool

  init(_ isCancelled: @escaping () -> Bool) { self.isCancelled = isCancelled }

  /// Called by libgit2 with each line; the last argument is the writer.
  static let add: git_diff_line_cb = { _, _, line, writer in
    guard let line, let writer else { return 0 }
    let goesOn = writer.assumingMemoryBound(to: PatchWriter.self).pointee.add(line.pointee)
    if goesOn { return 0 }
    return GIT_EUSER.rawValue
  }

  /// Adds a line, and returns false to stop.
  private mutating func add(_ line: git_diff_line) -> Bool {
    lines += 1
    if lines % 1_024 == 0, isCancelled() {
      isInterrupted = true
      return false
    }
    guard patch.bytes.count + line.content_len < GitPatch.maxBytes else {
      patch.isCut = true
      return false
    }
    let origin = UInt8(bitPattern: line.origin)
    if " +-".utf8.contains(origin) { patch.bytes.append(origin) }
    patch.bytes.append(contentsOf: UnsafeRawBufferPointer(start: line.content, count: line.content_len))
    return true
  }
}
