import ArgumentParser
import Foundation
import IpaiCommits
import IpaiCore

/// `ipai commits show`
struct CommitsShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an indexed commit: who, when, its message and the paths it changed.",
    discussion: """
      Examples:
        ipai commits show HEAD~3
        ipai commits show 4c9af8b6d1 --format json
      """)

  @Argument(help: "A branch, a tag, an id or its first digits.")
  var revision: String

  @Option(help: ArgumentHelp("Any folder in the repository that the revision is of.", valueName: "path"))
  var repo = "."

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let path = try session.world.absolute(repo)
    guard let database = try session.databaseForReading() else { throw CommitScope.notIndexed(path) }
    let commit = try CommitLookup(database).show(revision, in: path)
    session.answer(Answer(commit) { Self.table(commit, $0) })
  }

  private static func table(_ commit: StoredCommit, _ theme: Theme) -> String {
    var lines = [theme.id("commit \(commit.id)")]
    lines += commit.parents.map { theme.dim("parent ") + $0 }
    lines.append(theme.dim("author ") + TerminalText.sanitized(commit.author) + " " + commit.authored.rfc3339)
    lines.append(theme.dim("committer ") + TerminalText.sanitized(commit.committer) + " " + commit.date.rfc3339)
    lines.append("")
    lines += commit.message.trimmingCharacters(in: .newlines).split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + TerminalText.sanitized($0) }
    lines.append("")
    lines += commit.changes.map { "\($0.kind)  \(TerminalText.sanitized($0.path))" }
    return lines.joined(separator: "\n") + "\n"
  }
}
