/// What Codex tells the model about where it works.
enum EnvironmentText {
  /// The folder in an `<environment_context>`; nil in other texts.
  static func folder(_ text: String) -> String? {
    let start = text.drop(while: \.isWhitespace)
    guard start.hasPrefix("<environment_context>") else { return nil }
    if let open = start.firstRange(of: "<cwd>"), let close = start[open.upperBound...].firstRange(of: "</cwd>") {
      return ImportedText.trimmed(start[open.upperBound..<close.lowerBound])
    }
    // The first versions had lines of words.
    guard let label = start.firstRange(of: "Current working directory: ") else { return nil }
    return ImportedText.trimmed(start[label.upperBound...].prefix { !$0.isNewline })
  }
}
