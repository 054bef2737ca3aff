import ArgumentParser
import IpaiCommits
import IpaiCore
import IpaiDatabase
import IpaiEmbedding
import IpaiGit

/// `ipai commits index`
struct CommitsIndex: Verb {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Make the commits of a repository findable.",
    discussion: """
      Reads the history of the named references, newest commits first, and keeps the words of each commit's message, \
      changed paths and diff. A commit is read once, whatever the number of clones, work trees and branches it is \
      in; a second run reads what is new and drops what is no longer reachable. It may be interrupted at any moment: \
      what is done is kept, and the next run goes on from there. Searching works meanwhile. Where an embedding model \
      is installed ('ipai model install'), the meaning of each message is computed after that, which takes longer.

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

  @Flag(name: .customLong("no-embeddings"), help: "Index by words alone, even where an embedding model is installed.")
  var noEmbeddings = false

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
    [
      Setting.jobs.key: jobs.map { String($0) }, Setting.diffWords.key: noDiffWords ? "false" : nil,
      Setting.embeddings.key: noEmbeddings ? "false" : nil,
    ]
  }

  func run(in session: Session) throws {
    let request = try request(session)
    let database = try session.databaseForWriting()
    let progress = ProgressLine(session.world.standardError, isQuiet: session.options.quiet, now: session.world.now)
    defer { progress.finish() }
    let indexer = CommitIndexer(database, request, isCancelled: session.world.isCancelled, report: progress.show)
    var summary = try indexer.run()
    if !summary.isInterrupted { try embed(request, database, &summary, progress, session) }
    try database.close()
    progress.finish()
    report(summary, session)
    if summary.isInterrupted {
      throw IpaiError(
        .interrupted, "interrupted; what was done is kept",
        hint: rebuild ? "the same command reads every commit again" : "the same command goes on from there")
    }
  }

  /// Computes what is missing by meaning, once the words can be searched.
  private func embed(
    _ request: IndexRequest, _ database: DatabaseFile, _ summary: inout IndexSummary, _ progress: ProgressLine,
    _ session: Session
  ) throws {
    guard session.configuration.embeddings else { return }
    let encoder: TextEncoder
    do { encoder = try session.textEncoder() } catch let error as IpaiError where error.code == .notFound {
      return session.sayOnce(
        "model",
        "commits are found by their words; to find them by meaning too: \(session.modelInstallCommand)")
    }
    do {
      summary.embedded = try VectorFilling(database, encoder, isCancelled: session.world.isCancelled).run(
        request.path, report: progress.show)
    } catch let error as IpaiError where error.code == .interrupted { summary.isInterrupted = true }
  }

  private func request(_ session: Session) throws -> IndexRequest {
    let configuration = session.configuration
    let selection = Selection(
      references: ref.isEmpty ? ["HEAD"] : ref, allReferences: allReferences,
      since: try since.map { try DateExpression($0, now: session.world.now()).first }, maxCommits: maxCommits,
      diffWords: configuration.diffWords)
    return IndexRequest(
      path: try session.world.absolute(path), selection: selection,
      jobs: configuration.jobs > 0 ? configuration.jobs : min(session.world.processorCount, IndexRequest.maxJobs),
      rebuild: rebuild,
      now: Timestamp(session.world.now()))
  }

  private func report(_ summary: IndexSummary, _ session: Session) {
    let named = path == "." ? nil : path
    for id in summary.skipped.prefix(10) {
      session.say("skipped \(id): missing or damaged; check with: \(GitCommand.text("fsck", in: named))")
    }
    if summary.skipped.count > 10 { session.say("skipped \(Count.text(summary.skipped.count - 10, "more commit"))") }
    if summary.withoutAllBlobs > 0 {
      let commits = Count.text(summary.withoutAllBlobs, "commit", "lacks", "lack")
      session.say("\(commits) paths or words of the diff: objects are missing, as in a partial clone, or damaged")
    }
    if summary.withoutAllPaths > 0 {
      let commits = Count.text(summary.withoutAllPaths, "commit", "is", "are")
      session.say(
        "\(commits) indexed without all paths, so that --path may miss them: objects are missing or damaged, or there are too many paths"
      )
    }
    if summary.isShallow {
      session.say(
        "history ends here in a shallow clone; for all of it: \(GitCommand.text("fetch --unshallow", in: named))")
    }
    session.answer(Answer(summary) { _ in Self.table(summary) })
  }

  private static func table(_ summary: IndexSummary) -> String {
    let embedded = summary.embedded > 0 ? ", \(summary.embedded) by meaning" : ""
    let dropped = summary.dropped > 0 ? ", \(summary.dropped) dropped" : ""
    let name = TerminalText.sanitized(summary.repository)
    return
      "\(Count.text(summary.indexed, "commit")) of \(name) can be found (\(summary.read) read\(embedded)\(dropped))\n"
  }
}
