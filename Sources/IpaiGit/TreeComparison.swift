import IpaiCore

/// The comparison of two trees, entry by entry on their raw bytes; it finds what `git diff-tree -r --no-renames` lists.
package struct TreeComparison {
  /// The files that differ, in the order of the trees.
  package private(set) var changes: [ChangedPath] = []
  /// True when there were more changes than the limit, or more trees, deeper trees or longer paths than any project has.
  package private(set) var isCut = false

  private let limit: Int
  private var prefix: [UInt8] = []
  private var trees = 0
  /// The number of bytes of the paths of `changes`.
  private var bytes = 0
  private let isCancelled: () -> Bool
  /// The depth of nested trees, which bounds the stack; no project has deeper ones.
  private static let maxDepth = 256
  /// The number of pairs of trees that are compared. Trees that hold only each other can stand for any number of folders
  /// without a single file, which the limit of changes would never end.
  private static let maxTrees = 200_000
  /// The number of bytes of all paths together; each repeats the names of its folders, which may be long.
  private static let maxBytes = 256 << 20

  /// Compares the tree `old` with the tree `new`, where nil stands for an empty one, and stops after `limit` changes.
  ///
  /// Throws `IpaiError`: `.notFound` or `.unavailable` when a tree is missing or damaged, `.interrupted` when cancelled.
  package init(
    _ repository: borrowing GitRepository, old: ObjectID?, new: ObjectID?, limit: Int,
    isCancelled: @escaping () -> Bool = { false }
  ) throws {
    self.limit = limit
    self.isCancelled = isCancelled
    if old != new { try compare(repository, old, new, depth: 0) }
  }

  private mutating func compare(
    _ repository: borrowing GitRepository, _ old: ObjectID?, _ new: ObjectID?, depth: Int
  ) throws {
    trees += 1
    guard depth < Self.maxDepth, trees <= Self.maxTrees else {
      isCut = true
      return
    }
    if trees % 256 == 0, isCancelled() { throw IpaiError(.interrupted, "interrupted") }
    switch (old, new) {
    case (let old?, let new?):
      let before = try repository.read(old)
      let after = try repository.read(new)
      try merge(repository, before.bytes, after.bytes, depth)
    case (let old?, nil):
      let before = try repository.read(old)
      try merge(repository, before.bytes, Self.empty, depth)
    case (nil, let new?):
      let after = try repository.read(new)
      try merge(repository, Self.empty, after.bytes, depth)
    case (nil, nil): return
    }
  }

  private static var empty: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

  private mutating func merge(
    _ repository: borrowing GitRepository, _ before: UnsafeRawBufferPointer, _ after: UnsafeRawBufferPointer,
    _ depth: Int
  ) throws {
    var olds = TreeEntries(before)
    var news = TreeEntries(after)
    TreeEntries.skipCommon(&olds, &news)
    var old = olds.next()
    var new = news.next()
    while !isCut {
      switch (old, new) {
      case (nil, nil): return
      case (let left?, let right?) where left.isSame(as: right):
        old = olds.next()
        new = news.next()
      case (let left?, let right?) where left.hasSameName(as: right):
        try changed(repository, left, right, depth)
        TreeEntries.skipCommon(&olds, &news)
        old = olds.next()
        new = news.next()
      case (let left?, let right) where right.map { left.comesBefore($0) } ?? true:
        try changed(repository, left, nil, depth)
        old = olds.next()
      default:
        try changed(repository, nil, new, depth)
        new = news.next()
      }
    }
  }

  /// Records what happened to one name, and compares the trees of that name.
  private mutating func changed(
    _ repository: borrowing GitRepository, _ old: TreeEntry?, _ new: TreeEntry?, _ depth: Int
  ) throws {
    let length = prefix.count
    prefix.append(contentsOf: (new ?? old)?.name ?? Self.empty)
    defer { prefix.removeSubrange(length...) }
    let oldFile = old?.asFile
    let newFile = new?.asFile
    if oldFile != nil || newFile != nil { record(oldFile, newFile) }
    let before = old?.asTree
    let after = new?.asTree
    guard before != nil || after != nil else { return }
    prefix.append(UInt8(ascii: "/"))
    try compare(repository, before, after, depth: depth + 1)
  }

  /// Records a file with its entries before and after, of which at least one is not nil.
  private mutating func record(_ old: TreeEntry?, _ new: TreeEntry?) {
    bytes += prefix.count
    guard changes.count < limit, bytes <= Self.maxBytes else { return isCut = true }
    let kind: ChangedPath.Kind =
      switch (old, new) {
      case (nil, _): .added
      case (_, nil): .deleted
      case (let old?, let new?) where old.type == new.type: .modified
      default: .typeChanged
      }
    changes.append(ChangedPath(path: prefix, kind: kind, old: old?.blob, new: new?.blob))
  }
}
