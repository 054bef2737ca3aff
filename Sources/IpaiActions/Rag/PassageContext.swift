import IpaiCore
import IpaiCorpora

/// A passage with the lines around it, as the file has them now.
package struct PassageContext: Codable, Sendable, Equatable {
  /// The first line, from 1 on.
  package var startLine: Int
  /// The lines, with those of the passage.
  package var lines: [String]

  enum CodingKeys: String, CodingKey {
    case lines
    case startLine = "start_line"
  }

  /// The lines of a file from `around` before a passage to as many after it; nil for a file that is gone, or is no text any more, and
  /// for one that the caller may not read.
  init?(_ found: FoundPassage, around: Int, in services: Services) {
    // What was imported is no file, whatever its id looks like, and what another machine has is not here.
    guard found.metadata == nil, found.path.hasPrefix("/"), services.roots?.refusal(found.path) == nil,
      let text = SourceFile.text(found.path)
    else { return nil }
    let first = max(1, found.startLine - around)
    let last = min(text.lineCount, found.endLine + around)
    guard first <= last else { return nil }
    startLine = first
    lines = (first...last).map(text.line)
  }
}
