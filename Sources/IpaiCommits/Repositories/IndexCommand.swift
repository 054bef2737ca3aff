import IpaiCore
import IpaiGit

/// The command line that indexes a selection of the commits of a repository, for hints.
enum IndexCommand {
  /// The command for any repository.
  static let ofAny = "ipai commits index PATH"

  /// The command for a selection; `path` is any folder in the repository, nil for the current one.
  static func text(_ path: String?, _ selection: Selection = Selection()) -> String {
    var words = ["ipai commits index"]
    if let path { words.append(ShellWord.quoted(path)) }
    words += flags(selection)
    return words.joined(separator: " ")
  }

  /// The command that brings the index of a repository up to date without changing what is selected.
  static func text(_ path: String?, updating row: IndexedRepository?) -> String { text(path, selection(of: row)) }

  /// The command that forgets the repository at a path.
  static func forgetting(_ path: String) -> String { "ipai commits forget \(ShellWord.quoted(path))" }

  /// What is selected of a repository, without the references that no longer exist, which no command could name.
  static func selection(of row: IndexedRepository?) -> Selection {
    guard let row, var selection = Selection(encoded: row.selection) else { return Selection() }
    guard let git = try? GitRepository(containing: row.path) else { return selection }
    var references: [String] = []
    for reference in selection.references where git.commit(named: reference) != nil { references.append(reference) }
    if references.isEmpty { references = ["HEAD"] }
    selection.references = references
    return selection
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
