/// What the user wrote after a command of Claude Code, such as `/review`.
enum CommandText {
  /// The fewest words that say something to the model; fewer are a setting, as in `/model opus`.
  private static let fewestWords = 4

  /// The words after the command, when they are a request of their own; nil for everything else.
  static func arguments(_ text: String) -> String? {
    let start = text.drop(while: \.isWhitespace)
    guard start.hasPrefix("<command-name>") || start.hasPrefix("<command-message>"),
      let open = start.firstRange(of: "<command-args>"),
      let close = start[open.upperBound...].firstRange(of: "</command-args>")
    else { return nil }
    let arguments = ImportedText.trimmed(start[open.upperBound..<close.lowerBound])
    guard arguments.split(whereSeparator: \.isWhitespace).count >= fewestWords else { return nil }
    return arguments
  }
}
