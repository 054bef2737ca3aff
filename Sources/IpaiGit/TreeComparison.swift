import IpaiCore

/// Compares two trees entry by entry on their raw bytes; what it finds is what `git diff-tree -r --no-renames` lists.
package struct TreeComparison {
  package private(set) var changes: [ChangedPath] = []
  /// True when there were more changes than the limit, or more trees, deeper trees or longer paths than any project has.
  package private(set) var isCut = false

  private let limit: Int
  private var prefix: [UInt8] = []
  private var trees = 0
  /// Bytes of the paths of `changes`.
  private var bytes = 0
  private let isCancelled: () -> Bool
  /// Trees nested deeper than this are no project's; it bounds the stack.
  private static let maxDepth = 256
  /// Pairs of trees that are compared at most. Trees that hold only each other can stand for any number of folders
  /// without a single file, which the limit of changes never ends.
  private static let maxTrees = 200_000
  /// Bytes that the paths take together at most: each repeats the names of its folders, which may be long.
  private static let maxBytes = 256 << 20

  /// Compares `old` with `new`, either nil for an empty tree, and stops after `limit` changes.
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
    var (olds, news) = (TreeEntries(before), TreeEntries(after))
    TreeEntries.skipCommon(&olds, &news)
    var (old, new) = (olds.next(), news.next())
    while !isCut {
      switch (old, new) {
      case (nil, nil): return
      case (let left?, let right?) where left.isSame(as: right):
        (old, new) = (olds.next(), news.next())
      case (let left?, let right?) where left.hasSameName(as: right):
        try changed(repository, left, right, depth)
        TreeEntries.skipCommon(&olds, &news)
        (old, new) = (olds.next(), news.next())
      case (let left?, let right) where right.map { left.comesBefore($0) } ?? true:
        try changed(repository, left, nil, depth)
        old = olds.next()
      default:
        try changed(repository, nil, new, depth)
        new = news.next()
      }
    }
  }

  /// Records what happened to one name; a tree is descended into.
  private mutating func changed(
    _ repository: borrowing GitRepository, _ old: TreeEntry?, _ new: TreeEntry?, _ depth: Int
  ) throws {
    let length = prefix.count
    prefix.append(contentsOf: (new ?? old)?.name ?? Self.empty)
    defer { prefix.removeSubrange(length...) }
    if !(old?.isTree ?? true) || !(new?.isTree ?? true) { record(old, new) }
    let (before, after) = (old?.isTree == true ? old?.id : nil, new?.isTree == true ? new?.id : nil)
    guard before != nil || after != nil else { return }
    prefix.append(UInt8(ascii: "/"))
    try compare(repository, before, after, depth: depth + 1)
  }

  private mutating func record(_ old: TreeEntry?, _ new: TreeEntry?) {
    let (before, after) = (old.flatMap { $0.isTree ? nil : $0 }, new.flatMap { $0.isTree ? nil : $0 })
    bytes += prefix.count
    guard changes.count < limit, bytes <= Self.maxBytes else { return isCut = true }
    let kind: ChangedPath.Kind =
      switch (before, after) {
      case (nil, _): .added
      case (_, nil): .deleted
      case (let before?, let after?): before.type == after.type ? .modified : .typeChanged
      }
    changes.append(ChangedPath(path: prefix, kind: kind, old: before?.blob, new: after?.blob))
  }
}
