/// A constraint or an index that ipai depends on, or that makes it quick.
package struct PostgresPart: Sendable, Hashable {
  /// The migration that makes it.
  let migration: String
  /// The table that it is of.
  let table: String
  /// What it is, as PostgreSQL writes it: the definition of a constraint, `NOT NULL (column)`, or the statement that makes an index.
  let definition: String

  /// What it is called for people.
  package var name: String { index.map { "index \($0)" } ?? "\(definition) of table \(table)" }

  /// The statement that makes it.
  package var statement: String {
    if index != nil { return definition }
    guard let column else { return "ALTER TABLE mcp.\(table) ADD \(definition)" }
    return "ALTER TABLE mcp.\(table) ALTER COLUMN \(column) SET NOT NULL"
  }

  /// The name of the index; nil for what is none.
  var index: Substring? {
    let words = definition.split(separator: " ")
    guard words.first == "CREATE", let place = words.firstIndex(of: "INDEX") else { return nil }
    return words[place + 1]
  }

  /// The column that must not be NULL; nil for what is another constraint.
  var column: Substring? { Self.columns(definition).first }

  /// The columns of `NOT NULL (a,b)`; none of what is another constraint.
  private static func columns(_ text: some StringProtocol) -> [Substring] {
    guard text.hasPrefix("NOT NULL ("), text.hasSuffix(")") else { return [] }
    return text.dropFirst("NOT NULL (".count).dropLast().split(separator: ",").map { Substring($0) }
  }
}

extension PostgresPart {
  /// All that migrations make. A table that the services before ipai made keeps the constraints that they gave it, of which only the keys
  /// are needed.
  package static let all = parts(in: list)

  /// A migration and a table stand before their parts, which are indented; the columns that must not be NULL are in one line.
  private static func parts(in list: String) -> [PostgresPart] {
    var parts: [PostgresPart] = []
    var place: (migration: Substring, table: Substring) = ("", "")
    for line in list.split(separator: "\n") {
      guard line.hasPrefix("  ") else {
        let words = line.split(separator: " ", maxSplits: 1)
        place = (words[0], words[1])
        continue
      }
      let text = line.dropFirst(2)
      let columns = columns(text)
      let definitions = columns.isEmpty ? [String(text)] : columns.map { "NOT NULL (\($0))" }
      parts += definitions.map {
        PostgresPart(migration: String(place.migration), table: String(place.table), definition: $0)
      }
    }
    return parts
  }
}
