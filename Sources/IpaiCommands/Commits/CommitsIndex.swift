import ArgumentParser
import IpaiCommits
import IpaiCore
import IpaiDatabase

/// `ipai commits index`
struct CommitsIndex: Verb {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Make the commits of a repository findable.",
    discussion: """
      Reads the history of the named references, newest commits first, and keeps the words of each commit's message, \
      changed paths and diff. A commit is read once, whatever the number of clones, work trees and branches it is \
      in; a second run reads what is new and drops what is no longer reachable. It may be interrupted at any moment: \
      what is done is kept, and the next run goes on from there. Searching works meanwhile.

      Examples:
        ipai commits index .
        ipai commits index ~/src/linux --since '5 years ago' --jobs 4
        ipai commits index --ref main --ref release
      """)

  @Argument(help: "Any folder in the repository, or a bare repository.")
  var path = "."

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("A branch, tag or other revision to index; may be repeated. Default: HEAD.", valueName: "ref"))
  var ref: [String] = []

  @Flag(name: .customLong("all-refs"), help: "Index all branches, remote branches and tags.")
  var allReferences = false

  @Option(help: ArgumentHelp("Only commits of this date or later.", valueName: "date"))
  var since: String?

  @Option(name: .customLong("max-commits"), help: ArgumentHelp("Only the newest so many commits.", valueName: "n"))
  var maxCommits: Int?

  @Flag(name: .customLong("no-diff-words"), help: "Leave out the words of diffs: quicker and smaller, and finds less.")
  var noDiffWords = false

  @Option(help: ArgumentHelp("Threads that read the repository; 0 for one a processor.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Read every commit again, as after a change of .mailmap.")
  var rebuild = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if allReferences && !ref.isEmpty { throw ValidationError("give --ref or --all-refs, not both") }
    if let maxCommits, maxCommits < 1 { throw ValidationError("--max-commits must be at least 1") }
  }

  var settings: [String: String?] {
    [Setting.jobs.key: jobs.map { String($0) }, Setting.diffWords.key: noDiffWords ? "false" : nil]
  }

  func run(in session: Session) throws {
    let request = try request(session)
    let database = try session.databaseForWriting()
    let progress = ProgressLine(session.world.standardError, isQuiet: session.options.quiet, now: session.world.now)
    defer { progress.finish() }
    let indexer = CommitIndexer(database, request, isCancelled: session.world.isCancelled, report: progress.show)
    let summary = try indexer.run()
    try database.close()
    progress.finish()
    report(summary, session)
    if summary.isInterrupted {
      throw IpaiError(.interrupted, "interrupted; what was done is kept", hint: "the same command goes on from there")
    }
  }

  private func request(_ session: Session) throws -> IndexRequest {
    let configuration = session.configuration
    let selection = Selection(
      references: ref.isEmpty ? ["HEAD"] : ref, allReferences: allReferences,
      since: try since.map { try DateExpression($0, now: session.world.now()).first }, maxCommits: maxCommits,
      diffWords: configuration.diffWords)
    return IndexRequest(
      path: session.world.absolute(path), selection: selection,
      jobs: configuration.jobs > 0 ? configuration.jobs : session.world.processorCount, rebuild: rebuild,
      now: Timestamp(session.world.now()))
  }

  private func report(_ summary: IndexSummary, _ session: Session) {
    for id in summary.skipped.prefix(10) { session.say("skipped \(id): missing or damaged; check with 'git fsck'") }
    if summary.skipped.count > 10 { session.say("skipped \(summary.skipped.count - 10) more objects") }
    if summary.withoutAllBlobs > 0 {
      session.say(
        "\(summary.withoutAllBlobs) commits lack words of their diffs: files are missing, as in a partial clone")
    }
    if summary.isShallow {
      session.say("history ends here in a shallow clone; for all of it: git fetch --unshallow")
    }
    session.answer(Answer(summary) { _ in Self.table(summary) })
  }

  private static func table(_ summary: IndexSummary) -> String {
    let dropped = summary.dropped > 0 ? ", \(summary.dropped) dropped" : ""
    let name = TerminalText.sanitized(summary.repository)
    return "\(summary.indexed) commits of \(name) can be found (\(summary.read) read\(dropped))\n"
  }
}
