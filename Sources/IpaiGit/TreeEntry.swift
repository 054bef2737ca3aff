import Foundation
import IpaiCore

/// One entry of a raw tree: `mode SP name NUL id` (git's documentation, "gitformat-pack" and tree-walk.c).
struct TreeEntry {
  let mode: UInt32
  let name: UnsafeRawBufferPointer
  private let idBytes: UnsafeRawPointer

  init(mode: UInt32, name: UnsafeRawBufferPointer, id: UnsafeRawPointer) {
    self.mode = mode
    self.name = name
    idBytes = id
  }

  var id: ObjectID { ObjectID(idBytes) }
  /// The kind of file in the mode: regular, link, tree or submodule.
  var type: UInt32 { mode & 0o170000 }
  var isTree: Bool { type == 0o040000 }
  private var isSubmodule: Bool { type == 0o160000 }
  /// The blob to read; a submodule has none here.
  var blob: ObjectID? { isSubmodule ? nil : id }

  func hasSameName(as other: TreeEntry) -> Bool {
    name.count == other.name.count && isTree == other.isTree && Self.compare(name, other.name, name.count) == 0
  }

  func isSame(as other: TreeEntry) -> Bool {
    mode == other.mode && memcmp(idBytes, other.idBytes, ObjectID.byteCount) == 0 && hasSameName(as: other)
  }

  /// git's order: by bytes, a tree as if its name ended with a slash.
  func comesBefore(_ other: TreeEntry) -> Bool {
    let length = min(name.count, other.name.count)
    let order = Self.compare(name, other.name, length)
    return order != 0 ? order < 0 : byte(at: length) < other.byte(at: length)
  }

  private func byte(at index: Int) -> UInt8 {
    index < name.count ? name[index] : (isTree ? UInt8(ascii: "/") : 0)
  }

  private static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, _ count: Int) -> Int32 {
    guard count > 0, let left = left.baseAddress, let right = right.baseAddress else { return 0 }
    return memcmp(left, right, count)
  }
}

/// The entries of a raw tree in their order; ends early where the bytes are no tree.
struct TreeEntries {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Steps over the entries that both have next, all of them compared at once; most of two trees is the same.
  static func skipCommon(_ left: inout TreeEntries, _ right: inout TreeEntries) {
    let common = left.rest.commonPrefixLength(right.rest)
    if common == left.rest.count && common == right.rest.count {
      (left.position, right.position) = (left.bytes.count, right.bytes.count)
      return
    }
    let start = left.position
    while let end = left.endOfEntry(at: left.position), end - start <= common { left.position = end }
    right.position += left.position - start
  }

  private var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[position...]) }

  /// Where the entry at `start` ends; nil where the bytes are no entry.
  private func endOfEntry(at start: Int) -> Int? {
    guard let name = bytes.firstIndexOfZero(from: start) else { return nil }
    let end = name + 1 + ObjectID.byteCount
    return end <= bytes.count ? end : nil
  }

  mutating func next() -> TreeEntry? {
    var index = position
    var mode: UInt32 = 0
    while index < bytes.count, bytes[index] != UInt8(ascii: " ") {
      mode = mode << 3 | UInt32(bytes[index] & 7)
      index += 1
    }
    let start = index + 1
    guard let end = bytes.firstIndexOfZero(from: start), end > start, let base = bytes.baseAddress,
      end + 1 + ObjectID.byteCount <= bytes.count
    else { return nil }
    position = end + 1 + ObjectID.byteCount
    return TreeEntry(mode: mode, name: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), id: base + end + 1)
  }
}
