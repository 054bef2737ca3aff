package import GRDB

extension DatabaseFile {
  /// Items that are read in one transaction.
  private static let part = 500

  /// Reads a value for each of `items`, in their order, and hands it to `take` outside of any transaction: one that is open
  /// while a taker stalls would keep the log from being emptied. Items for which `read` has nothing any more are left out.
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
