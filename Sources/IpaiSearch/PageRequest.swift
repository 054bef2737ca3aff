import IpaiCore

/// Which part of a list is wanted.
package struct PageRequest: Sendable, Equatable {
  /// How many at most; nil for all.
  package var maxResults: Int?
  /// The cursor that an earlier page of the same list gave; nil for the first page.
  package var after: String?

  package init(maxResults: Int?, after: String? = nil) {
    self.maxResults = maxResults
    self.after = after
  }

  /// Throws `IpaiError(.usage)` for a number that no list takes, from whatever face it comes.
  package func validate() throws {
    guard let maxResults, Setting.maxResults.kind.normalized(String(maxResults)) == nil else { return }
    throw IpaiError(.usage, Setting.maxResults.complaint(about: String(maxResults)))
  }
}

/// Where a page of a list ended: at which item, and by what it was in its place. As text it is opaque and can be checked.
package struct PageCursor: Sendable, Equatable {
  /// What the list is ordered by.
  package let key: Int64
  /// The id of the item, 20 bytes.
  package let id: [UInt8]

  private static let checkBytes = 4

  package init(key: Int64, id: [UInt8]) {
    self.key = key
    self.id = id
  }

  /// Reads what `text(of:)` made for the same list. Throws `IpaiError(.usage)` for anything else.
  package init(_ text: String, of list: PagedList) throws {
    let bytes = Base64URL.bytes(text) ?? []
    guard bytes.count == 8 + 20 + Self.checkBytes else { throw Self.wrong(text) }
    key = bytes[..<8].reduce(0) { $0 << 8 | Int64($1) }
    id = Array(bytes[8..<28])
    guard Array(bytes[28...]) == check(list) else { throw Self.wrong(text) }
  }

  package func text(of list: PagedList) -> String { Base64URL.text(payload + check(list)) }

  private var payload: [UInt8] { withUnsafeBytes(of: key.bigEndian) { Array($0) } + id }

  /// Tells a cursor of another list, and one that was mistyped.
  private func check(_ list: PagedList) -> [UInt8] {
    let hash = (Array(list.name.utf8) + payload).withUnsafeBytes { ByteHash.of($0) }
    return withUnsafeBytes(of: UInt32(truncatingIfNeeded: hash).bigEndian) { Array($0) }
  }

  private static func wrong(_ text: String) -> IpaiError {
    IpaiError(
      .usage, "'\(text.prefix(80))' is not a cursor of this list",
      hint: "give --after what an earlier page of the same list named as next, with the same filters")
  }
}

/// What a list is of, so that a cursor of one is not taken for a cursor of another. Dates are not part of it: they may be
/// relative to now, and each page is read at another time.
package struct PagedList: Sendable {
  let name: String

  package init(_ kind: String, repository: String?, _ filter: DocumentFilter, _ others: [String?] = []) {
    let parts = [kind, repository] + others + ["author"] + filter.authors + ["path"] + filter.paths
    name = parts.map { $0 ?? "\u{1}" }.joined(separator: "\u{0}")
  }
}
