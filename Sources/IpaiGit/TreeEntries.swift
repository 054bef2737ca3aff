import IpaiCore

/// The entries of a raw tree in their order, which end early where the bytes are not a tree.
struct TreeEntries {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  /// The entries of a tree with these bytes.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Steps over the entries that come next in both trees, comparing all of them at once, since two trees are mostly the same.
  static func skipCommon(_ left: inout TreeEntries, _ right: inout TreeEntries) {
    let common = left.rest.commonPrefixLength(right.rest)
    if common == left.rest.count && common == right.rest.count {
      left.position = left.bytes.count
      right.position = right.bytes.count
      return
    }
    let start = left.position
    while let end = left.endOfEntry(at: left.position), end - start <= common { left.position = end }
    right.position += left.position - start
  }

  private var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[position...]) }

  /// The end of the entry at `start`; nil when the bytes are not an entry.
  private func endOfEntry(at start: Int) -> Int? {
    guard let name = bytes.firstIndexOfZero(from: start) else { return nil }
    let end = name + 1 + ObjectID.byteCount
    guard end <= bytes.count else { return nil }
    return end
  }

  /// The next entry; nil at the end, and where the bytes are not an entry.
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
