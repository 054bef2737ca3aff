/// An answer in the shapes that the formats need: as a whole, item by item, and for people.
struct Answer<Whole: Encodable, Item: Encodable> {
  let whole: Whole
  let items: [Item]
  let table: (Theme) -> String

  /// The answer as text with a newline at its end; empty when there is nothing to say.
  func rendered(_ format: OutputFormat, _ theme: Theme) -> String {
    switch format {
    case .table: table(theme)
    case .json: JSONText.encode(whole) + "\n"
    case .jsonl: items.map { JSONText.encodeLine($0) + "\n" }.joined()
    }
  }
}

extension Answer where Whole == Item {
  /// An answer that is one thing.
  init(_ thing: Whole, table: @escaping (Theme) -> String) {
    self.init(whole: thing, items: [thing], table: table)
  }
}

extension Answer where Whole == [Item] {
  /// An answer that is a list, always whole.
  init(list: [Item], table: @escaping (Theme) -> String) {
    self.init(whole: list, items: list, table: table)
  }
}
