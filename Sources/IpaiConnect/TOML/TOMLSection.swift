/// A table of a TOML text: its header and what stands below it, or what stands before the first header.
struct TOMLSection: Sendable {
  /// The path of the header; empty before the first header.
  let path: TOMLKeyPath
  /// True for `[[path]]`.
  let isArray: Bool
  /// The header; nil before the first header.
  let header: TOMLStatement?
  /// What stands below the header.
  var statements: [TOMLStatement] = []

  /// The pairs with their statements.
  var pairs: [(statement: TOMLStatement, path: TOMLKeyPath, value: Range<Int>)] {
    statements.compactMap { statement in
      if case .pair(let path, let value) = statement.kind { (statement, path, value) } else { nil }
    }
  }

  /// The lines from the header to the last pair; nil before the first header.
  var lines: Range<Int>? {
    guard let header else { return nil }
    return header.range.lowerBound..<(pairs.last?.statement ?? header).range.upperBound
  }

  /// The sections of a text.
  static func all(_ statements: [TOMLStatement]) -> [TOMLSection] {
    var sections = [TOMLSection(path: TOMLKeyPath(parts: []), isArray: false, header: nil)]
    for statement in statements {
      if case .header(let path, let isArray) = statement.kind {
        sections.append(TOMLSection(path: path, isArray: isArray, header: statement))
      } else {
        sections[sections.count - 1].statements.append(statement)
      }
    }
    return sections
  }
}
