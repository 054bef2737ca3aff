import ArgumentParser
import Foundation
import IpaiCommits
import IpaiCore

/// `ipai commits list`
struct CommitsList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List indexed commits, newest first.",
    discussion: """
      Examples:
        ipai commits list --author jane --since '2 weeks ago'
        ipai commits list --path 'lib/*.c' --max-results 50 --format jsonl
      """)

  @OptionGroup var filter: FilterOptions
  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { filter.settings }

  func run(in session: Session) throws {
    let repository = try filter.repository(session)
    let documents = try filter.documents(session)
    guard let database = try session.databaseForReading() else {
      throw CommitScope.notIndexed(repository ?? session.world.currentDirectory)
    }
    let commits = try CommitLookup(database).list(
      in: repository, documents, maxResults: session.configuration.maxResults
    ).map(CommitSummary.init)
    session.answer(Answer(list: commits) { Self.table(commits, $0) })
    if commits.isEmpty { throw IpaiError(.no, session.options.quiet ? "" : "no commit matches") }
  }

  private static func table(_ commits: [CommitSummary], _ theme: Theme) -> String {
    var table = TextTable(styles: [theme.id, theme.dim, { $0 }, { $0 }])
    for commit in commits {
      table.add([
        String(commit.commit.prefix(10)), commit.date.day, TerminalText.cut(commit.name, to: 20), commit.subject,
      ])
    }
    return table.rendered(width: theme.width)
  }
}

/// A commit as `commits list` writes it.
struct CommitSummary: Encodable {
  let commit: String
  let author: String
  let date: Timestamp
  let subject: String
  let paths: [String]

  init(_ commit: StoredCommit) {
    self.commit = commit.id
    author = commit.author
    date = commit.date
    subject = String(MessageText(commit.message).subject)
    paths = commit.changes.map(\.path)
  }

  /// The author without the address.
  var name: String { PersonName.of(author) }
}

/// The part of `Name <address>` that people read.
enum PersonName {
  static func of(_ author: String) -> String {
    let name = author.prefix { $0 != "<" }
    return name.isEmpty ? author : String(name).trimmingCharacters(in: .whitespaces)
  }
}
