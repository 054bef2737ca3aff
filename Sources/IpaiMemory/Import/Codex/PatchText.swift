/// The form in which Codex writes patches, which begins with `*** Begin Patch` and names each file in a line of its
/// own.
enum PatchText {
  /// The first line of a patch.
  static let beginning = "*** Begin Patch"

  private static let headings = ["*** Add File: ", "*** Update File: ", "*** Delete File: ", "*** Move to: "]

  /// The files that the patches in a text name; none when there is no patch.
  static func files(in text: String) -> [String] {
    guard let start = text.firstRange(of: beginning)?.lowerBound else { return [] }
    return text[start...].split(whereSeparator: \.isNewline).compactMap { line in
      headings.first(where: line.hasPrefix).map { ImportedText.trimmed(line.dropFirst($0.count)) }
    }
  }
}
