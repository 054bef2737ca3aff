/// An answer in the forms that the formats need: as a whole, item by item, and as text for people.
struct Answer<Whole: Encodable, Item: Encodable> {
  /// What is one document in JSON.
  let whole: Whole
  /// What are the lines in JSON Lines.
  let items: [Item]
  /// The text for people.
  let table: (Theme) -> String

  /// The answer as text that ends with a newline; empty when there is nothing to write.
  func rendered(_ format: OutputFormat, _ theme: Theme) -> String {
    switch format {
    case .table, .csv, .sarif, .html, .markdown: table(theme)
    case .json: JSONText.encode(whole) + "\n"
    case .jsonl: items.map { JSONText.encodeLine($0) + "\n" }.joined()
    }
  }
}

extension Answer where Whole == Item {
  /// An answer that is a single thing.
  init(_ thing: Whole, table: @escaping (Theme) -> String) {
    self.init(whole: thing, items: [thing], table: table)
  }
}

extension Answer where Whole == [Item] {
  /// An answer that is a list and nothing else.
  init(list: [Item], table: @escaping (Theme) -> String) {
    self.init(whole: list, items: list, table: table)
  }
}
