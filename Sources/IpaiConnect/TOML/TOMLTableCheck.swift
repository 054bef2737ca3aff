/// Refuses the ways to write a table that cannot be edited safely.
struct TOMLTableCheck {
  let target: TOMLKeyPath
  let bytes: [UInt8]

  /// Throws `ClientFileError` for the first of them.
  func check(_ sections: [TOMLSection]) throws(ClientFileError) {
    var isFound = false
    for section in sections {
      if let header = section.header { try check(header, section, isFound) }
      isFound = isFound || (section.header != nil && section.path == target)
      var keys: Set<[[UInt8]]> = []
      for pair in section.pairs {
        try check(pair.statement, pair.path, in: section)
        guard section.header != nil && section.path == target else { continue }
        guard keys.insert(pair.path.parts.map { Array($0.utf8) }).inserted else {
          throw failure(pair.statement, "the key '\(pair.path.text)' occurs more than once", "keep one of them")
        }
      }
    }
  }

  private func check(_ header: TOMLStatement, _ section: TOMLSection, _ isFound: Bool) throws(ClientFileError) {
    if section.isArray && target.starts(with: section.path) {
      throw failure(header, "[[\(section.path.text)]] is an array of tables", "write it as [\(section.path.text)]")
    }
    if section.path == target && isFound {
      throw failure(header, "the table [\(target.text)] occurs more than once", "keep one of them")
    }
  }

  private func check(_ pair: TOMLStatement, _ path: TOMLKeyPath, in section: TOMLSection) throws(ClientFileError) {
    let whole = section.path + path
    if section.path.starts(with: target) && section.header != nil { return }
    if target.starts(with: whole) {
      throw failure(
        pair, "'\(whole.text)' is set as one value", "write its tables with headers, such as [\(target.text)]")
    }
    if whole.starts(with: target) {
      throw failure(
        pair, "'\(whole.text)' is set with a dotted key",
        "write it below a header [\(target.text)], or remove it to have it made")
    }
  }

  private func failure(_ statement: TOMLStatement, _ problem: String, _ hint: String) -> ClientFileError {
    ClientFileError(at: statement.content.lowerBound, of: bytes, problem, hint: hint)
  }
}
