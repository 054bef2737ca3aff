import Foundation

/// An entry of a raw tree: `mode SP name NUL id` (git's documentation, "gitformat-pack" and tree-walk.c).
struct TreeEntry {
  /// The kind of file and its permissions.
  let mode: UInt32
  /// The name's bytes in the tree, valid as long as the tree's object lives.
  let name: UnsafeRawBufferPointer
  private let idBytes: UnsafeRawPointer

  /// An entry whose id's 20 bytes are at `id`.
  init(mode: UInt32, name: UnsafeRawBufferPointer, id: UnsafeRawPointer) {
    self.mode = mode
    self.name = name
    idBytes = id
  }

  /// The id of the blob or the tree, or a submodule's commit.
  var id: ObjectID { ObjectID(idBytes) }
  /// The kind of file in the mode: regular, link, tree or submodule.
  var type: UInt32 { mode & 0o170000 }
  /// True for a folder.
  var isTree: Bool { type == 0o040000 }
  private var isSubmodule: Bool { type == 0o160000 }

  /// The entry itself unless it is a folder.
  var asFile: TreeEntry? {
    if isTree { return nil }
    return self
  }

  /// The id of the tree of a folder; nil for anything else.
  var asTree: ObjectID? {
    if isTree { return id }
    return nil
  }

  /// The id of the blob to read; nil for a submodule, whose content is in another repository.
  var blob: ObjectID? {
    if isSubmodule { return nil }
    return id
  }

  /// True when both have the same name and are both folders or both not.
  func hasSameName(as other: TreeEntry) -> Bool {
    name.count == other.name.count && isTree == other.isTree && Self.compare(name, other.name, name.count) == 0
  }

  /// True when nothing differs.
  func isSame(as other: TreeEntry) -> Bool {
    mode == other.mode && memcmp(idBytes, other.idBytes, ObjectID.byteCount) == 0 && hasSameName(as: other)
  }

  /// True when the entry comes first in git's order: by bytes, where the name of a folder counts as if it ended with a slash.
  func comesBefore(_ other: TreeEntry) -> Bool {
    let length = min(name.count, other.name.count)
    let order = Self.compare(name, other.name, length)
    if order != 0 { return order < 0 }
    return byte(at: length) < other.byte(at: length)
  }

  private func byte(at index: Int) -> UInt8 {
    if index < name.count { return name[index] }
    if isTree { return UInt8(ascii: "/") }
    return 0
  }

  private static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, _ count: Int) -> Int32 {
    guard count > 0, let left = left.baseAddress, let right = right.baseAddress else { return 0 }
    return memcmp(left, right, count)
  }
}
