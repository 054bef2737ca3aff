import Foundation

/// A query that may be the name of a symbol, with the names of those around it or without: `Store.open()`.
struct SymbolQuery {
  /// The name as it was typed, without parentheses.
  let name: String
  /// Its last part.
  let symbol: String
  private let parts: [String]

  /// The most bytes that the name of a symbol has.
  private static let longest = 200
  /// How many definitions of one name are looked at.
  static let mostFound = 1_000

  /// nil for a query that is no name.
  init?(_ query: String) {
    var name = query.trimmingCharacters(in: .whitespaces)
    if name.hasSuffix("()") { name.removeLast(2) }
    guard !name.isEmpty, name.utf8.count <= Self.longest, !name.contains(where: \.isWhitespace) else { return nil }
    parts = name.replacingOccurrences(of: "::", with: ".").split(separator: ".").map(String.init)
    guard let symbol = parts.last else { return nil }
    self.name = name
    self.symbol = symbol
  }

  /// Whether a definition with this heading is meant.
  func matches(heading: String) -> Bool {
    let around = heading.split(whereSeparator: { "\n.".contains($0) }).map(String.init)
    return around.suffix(parts.count) == parts[...]
  }
}
