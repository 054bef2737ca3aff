import IpaiCore

/// Where a page of a list ended: the item, and the key that it was sorted by. Its text is opaque and has a checksum.
package struct PageCursor: Sendable, Equatable {
  /// The value that the list is ordered by.
  package let key: Int64
  /// The id of the item, 1 to 255 bytes.
  package let id: [UInt8]

  private static let keyBytes = 8
  private static let checkBytes = 4

  /// The cursor for what follows the item with this id.
  package init(key: Int64, id: [UInt8]) {
    self.key = key
    self.id = id
  }

  /// Reads what `text(of:)` made for the same list. Throws `IpaiError(.usage)` for anything else.
  package init(_ text: String, of list: PagedList) throws {
    let bytes = Base64URL.bytes(text) ?? []
    let idBytes = bytes.count - Self.keyBytes - Self.checkBytes
    guard (1...255).contains(idBytes) else { throw Self.wrong(text) }
    key = bytes[..<Self.keyBytes].reduce(0) { $0 << 8 | Int64($1) }
    id = Array(bytes[Self.keyBytes..<(Self.keyBytes + idBytes)])
    guard Array(bytes.suffix(Self.checkBytes)) == check(list) else { throw Self.wrong(text) }
  }

  /// The text that `init(_:of:)` reads.
  package func text(of list: PagedList) -> String { Base64URL.text(payload + check(list)) }

  private var payload: [UInt8] { withUnsafeBytes(of: key.bigEndian) { Array($0) } + id }

  /// A checksum that detects a cursor of another list and one that was mistyped.
  private func check(_ list: PagedList) -> [UInt8] {
    let hash = (Array(list.name.utf8) + payload).withUnsafeBytes { ByteHash.of($0) }
    return withUnsafeBytes(of: UInt32(truncatingIfNeeded: hash).bigEndian) { Array($0) }
  }

  private static func wrong(_ text: String) -> IpaiError {
    IpaiError(
      .usage, "'\(text.prefix(80))' is not a cursor of this list",
      hint: "pass to --after what an earlier page of the same list returned as next, with the same filters")
  }
}
