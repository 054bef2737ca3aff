/// Texts in messages of Codex.
enum CodexText {
  /// What a person or the model said; nil for what neither did.
  static func said(_ content: ImportedContent, by role: String) -> String? {
    switch role {
    case "assistant":
      if ImportedText.isBlank(content.text) { return nil }
      return ImportedText.cleaned(content.text)
    case "user":
      let texts = content.texts.compactMap { InjectedText.removed(from: $0) }.compactMap(request)
      if texts.isEmpty { return nil }
      return ImportedText.cleaned(texts.joined(separator: "\n\n"))
    default: return nil
    }
  }

  private static let heading = "## My request for Codex:"

  /// What the user asked for, without what an editor has written before it; nil when there is nothing.
  private static func request(_ text: String) -> String? {
    if isPictureTag(text) { return nil }
    guard text.utf8.first == UInt8(ascii: "#"), let heading = text.firstRange(of: heading) else { return text }
    let request = ImportedText.trimmed(text[heading.upperBound...])
    if request.isEmpty { return nil }
    return request
  }

  /// True for the tags that stand before and after a picture, such as `<image name=[Image #1]>`.
  private static func isPictureTag(_ text: String) -> Bool {
    guard text.hasPrefix("<image") || text == "</image>" else { return false }
    return text.utf8.count < 200 && text.firstIndex(of: ">") == text.indices.last
  }
}
