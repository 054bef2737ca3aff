import ArgumentParser
import IpaiActions
import IpaiCommits
import IpaiCore
import IpaiGit

/// `ipai commits index`
struct CommitsIndex: ActionVerb {
  typealias Work = CommitsIndexAction

  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Index the commits of a repository, so that they can be found.",
    discussion: """
      Reads the history of the given references, newest commits first, and stores the words of each commit's message, \
      changed paths and diff. A commit is read only once, however many clones, work trees and branches have it; a \
      later run reads the new commits and drops those that are no longer reachable. You can interrupt a run at any \
      time: what is done is kept, and the next run continues from there. You can also search while it runs. If an \
      embedding model is installed ('ipai model install'), the meaning of each message is computed afterwards, which \
      takes longer.

      Examples:
        ipai commits index .
        ipai commits index ~/src/linux --since '5 years ago' --jobs 4
        ipai commits index --ref main --ref release
      """)

  @Argument(help: CommitsIndexAction.help("path"))
  var path = "."

  @Option(parsing: .singleValue, help: CommitsIndexAction.help("ref", "ref"))
  var ref: [String] = []

  @Flag(name: .customLong("all-refs"), help: CommitsIndexAction.help("all_refs"))
  var allReferences = false

  @Option(help: CommitsIndexAction.help("since", "date"))
  var since: String?

  @Option(help: CommitsIndexAction.help("max_commits", "n"))
  var maxCommits: Int?

  @Flag(
    name: .customLong("no-diff-words"),
    help: "Leave out the words of diffs. Indexing is quicker and the index smaller, but searches find less.")
  var noDiffWords = false

  @Flag(
    name: .customLong("no-embeddings"),
    help: "Do not compute the meaning of messages, even if an embedding model is installed.")
  var noEmbeddings = false

  @Option(help: CommitsIndexAction.help("jobs", "n"))
  var jobs: Int?

  @Flag(help: CommitsIndexAction.help("rebuild"))
  var rebuild = false

  @OptionGroup var common: CommonOptions

  /// Throws `ValidationError` for options that exclude each other.
  func validate() throws {
    if allReferences && !ref.isEmpty { throw ValidationError("give --ref or --all-refs, not both") }
  }

  func request(in invocation: Invocation) throws -> CommitsIndexAction.Request {
    var request = CommitsIndexAction.Request()
    request.path = try invocation.world.absolute(path)
    request.ref = ref
    request.allRefs = allReferences
    request.since = since
    request.maxCommits = maxCommits
    if noDiffWords { request.diffWords = false }
    if noEmbeddings { request.embeddings = false }
    request.jobs = jobs
    request.rebuild = rebuild
    return request
  }

  func table(_ outcome: IndexSummary, in invocation: Invocation) -> String {
    let found = "\(Count.text(outcome.indexed, "commit")) of \(TerminalText.sanitized(outcome.repository)) can be found"
    var work = ["\(outcome.read) read"]
    if outcome.embedded > 0 { work.append("\(outcome.embedded) by meaning") }
    if outcome.dropped > 0 { work.append("\(outcome.dropped) dropped") }
    return "\(found) (\(work.joined(separator: ", ")))\n"
  }

  /// Says what could not be read, what the index lacks for that reason, and how more can be found.
  func say(of outcome: IndexSummary, in invocation: Invocation) {
    if !noEmbeddings && !outcome.isInterrupted { invocation.sayHowToFindByMeaning("commits") }
    if let reason = outcome.notEmbedded { invocation.say("commits are found by their words alone: \(reason)") }
    let named = path == "." ? nil : path
    for id in outcome.skipped.prefix(10) {
      invocation.say("skipped \(id): missing or damaged; check with: \(GitCommand.text("fsck", in: named))")
    }
    if outcome.skipped.count > 10 { invocation.say("skipped \(Count.text(outcome.skipped.count - 10, "more commit"))") }
    if outcome.withoutAllBlobs > 0 {
      let commits = Count.text(outcome.withoutAllBlobs, "commit", "lacks", "lack")
      invocation.say("\(commits) paths or words of the diff: objects are missing, as in a partial clone, or damaged")
    }
    if outcome.withoutAllPaths > 0 {
      let commits = Count.text(outcome.withoutAllPaths, "commit", "is", "are")
      invocation.say(
        "\(commits) indexed without all paths, so that --path may miss them: objects are missing or damaged, or there are too many paths"
      )
    }
    if outcome.isShallow {
      invocation.say(
        "this is a shallow clone, without older history; to get all of it: \(GitCommand.text("fetch --unshallow", in: named))"
      )
    }
  }

  /// An interrupted run is an error, although what it did is kept.
  func check(_ outcome: IndexSummary) throws {
    guard outcome.isInterrupted else { return }
    let hint =
      if rebuild { "the same command reads every commit again" } else { "the same command continues from there" }
    throw IpaiError(.interrupted, "interrupted; what was done is kept", hint: hint)
  }
}
