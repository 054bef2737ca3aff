/// What a session of Claude Code is called, where a line says so.
struct ClaudeCodeTitle {
  /// Who named it; the user has the last word.
  enum Source: Int, Comparable {
    case summary, model, user

    static func < (left: Source, right: Source) -> Bool { left.rawValue < right.rawValue }
  }

  let text: String
  let source: Source
  /// The line that it is about, which may be one of another session; nil for the session of the line itself.
  let leaf: String?

  /// The title in a line of a type; nil in other lines.
  init?(_ container: KeyedDecodingContainer<ClaudeCodeLine.CodingKeys>, _ type: String) {
    let named: (text: String?, source: Source)
    switch type {
    case "summary": named = (container.lenient(String.self, .summary), .summary)
    case "ai-title": named = (container.lenient(String.self, .aiTitle), .model)
    case "custom-title": named = (container.lenient(String.self, .customTitle), .user)
    default: return nil
    }
    guard let text = named.text, !ImportedText.isBlank(text) else { return nil }
    self.text = text
    source = named.source
    leaf = container.lenient(String.self, .leafUuid)
  }
}
