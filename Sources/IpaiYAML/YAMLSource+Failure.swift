import Yams

extension YAMLSource {
  private static let hint = "put quotes around a value that contains ': ' or ' #', or that starts with a special sign"

  /// What an error of Yams means for a reader.
  func failure(_ error: any Error) -> YAMLError {
    switch error {
    case let error as YAMLError: return error
    case YamlError.scanner(_, let problem, let mark, _):
      if isTab(at: mark) {
        return YAMLError(line: line(mark), "a tab stands where only spaces may", hint: "indent with spaces")
      }
      return YAMLError(line: line(mark), "is not YAML: \(problem)", hint: Self.hint)
    case YamlError.parser(_, let problem, let mark, _), YamlError.composer(_, let problem, let mark, _):
      return YAMLError(line: line(mark), "is not YAML: \(problem)", hint: Self.hint)
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      return YAMLError(
        line: line(context.mark), "the key '\(key.prefix(80))' occurs more than once", hint: "keep one of them")
    case YamlError.reader(let problem, let offset, _, _):
      let before = offset.map { text.prefix($0).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) }
      return YAMLError(line: before.map { $0.count + firstLine - 1 }, "is not YAML: \(problem)")
    default:
      return YAMLError(line: nil, "is not YAML")
    }
  }

  /// True when the character at a mark is a tab, or only tabs and spaces stand between it and the start of its line.
  private func isTab(at mark: Mark) -> Bool {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.indices.contains(mark.line - 1) else { return false }
    let line = lines[mark.line - 1].unicodeScalars
    if line.dropFirst(mark.column - 1).first == "\t" { return true }
    return line.prefix { $0 == " " || $0 == "\t" }.contains("\t")
  }
}
