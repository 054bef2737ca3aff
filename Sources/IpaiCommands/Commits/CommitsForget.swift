import ArgumentParser
import IpaiCommits
import IpaiCore
import IpaiDatabase

/// `ipai commits forget`
struct CommitsForget: Verb {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Take a repository out of the index.",
    discussion: """
      Commits that another indexed repository reaches stay. The path may be one that is gone from the disk; \
      'ipai commits status --all-repos' lists what is in the index.

      Examples:
        ipai commits forget ~/src/old-project
      """)

  @Argument(help: "Any folder in the repository, or the path it was indexed under.")
  var path: String

  @OptionGroup var common: CommonOptions

  func run(in session: Session) throws {
    let path = try session.world.absolute(path)
    guard try session.databaseForReading() != nil else {
      throw IpaiError(.notFound, "\(path) is not in the index: there is no index at \(session.databasePath)")
    }
    let database = try session.databaseForWriting()
    let summary = try RepositoryForgetting(database).forget(path)
    try database.close()
    if !summary.compact {
      session.say("the file stays as large, and its free space is used again: others are using it, or the disk is full")
    }
    session.answer(
      Answer(summary) { _ in
        "\(TerminalText.sanitized(summary.repository)): \(Count.text(summary.removed, "commit")) removed, \(summary.kept) kept for other repositories\n"
      })
  }
}
