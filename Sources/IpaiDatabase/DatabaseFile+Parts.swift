package import GRDB

extension DatabaseFile {
  /// The number of items that are read in one transaction.
  private static let part = 500

  /// Reads a value for each of `items`, in their order, and hands it to `take` outside of any transaction.
  ///
  /// A transaction that stays open while `take` stalls would keep the write-ahead log from being emptied. Items for which
  /// `read` returns nil are left out.
  package func readInParts<Item, Value>(
    _ items: [Item], _ read: (Database, Item) throws -> Value?, _ take: (Value) throws -> Void
  ) throws {
    for start in stride(from: 0, to: items.count, by: Self.part) {
      let part = items[start..<min(start + Self.part, items.count)]
      let values = try self.read { db in try part.compactMap { try read(db, $0) } }
      for value in values { try take(value) }
    }
  }
}
