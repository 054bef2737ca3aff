import Foundation

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
  /// An answer that is a list.
  init(list: [Item], table: @escaping (Theme) -> String) {
    self.init(whole: list, items: list, table: table)
  }
}

/// JSON as ipai writes it: sorted keys, slashes as they are.
enum JSONText {
  static func encode(_ value: some Encodable) -> String {
    encode(value, [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])
  }

  static func encodeLine(_ value: some Encodable) -> String { encode(value, [.sortedKeys, .withoutEscapingSlashes]) }

  private static func encode(_ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }
}
