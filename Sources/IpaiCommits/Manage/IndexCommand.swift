import IpaiCore

/// The command line that makes a selection of a repository's commits findable, for hints.
enum IndexCommand {
  /// `path` is any folder in the repository; nil for the one that one stands in.
  static func text(_ path: String?, _ selection: Selection = Selection()) -> String {
    (["ipai commits index"] + [path.map { ShellWord.quoted($0) }].compactMap { $0 } + flags(selection))
      .joined(separator: " ")
  }

  private static func flags(_ selection: Selection) -> [String] {
    var flags: [String] = []
    if selection.allReferences {
      flags.append("--all-refs")
    } else if selection.references != ["HEAD"] {
      flags += selection.references.map { "--ref " + ShellWord.quoted($0) }
    }
    if let since = selection.since { flags.append("--since \(since.rfc3339)") }
    if let most = selection.maxCommits { flags.append("--max-commits \(most)") }
    if !selection.diffWords { flags.append("--no-diff-words") }
    return flags
  }
}
