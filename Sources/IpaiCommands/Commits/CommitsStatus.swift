import ArgumentParser
import IpaiActions
import IpaiCommits
import IpaiCore
import IpaiGit

/// `ipai commits status`
struct CommitsStatus: RequestingVerb {
  typealias Work = CommitsStatusAction

  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what is indexed of a repository and whether the index is up to date.",
    discussion: """
      Examples:
        ipai commits status
        ipai commits status --all-repos --format json
      """)

  @Argument(help: CommitsStatusAction.help("repo"))
  var path = "."

  @Flag(name: [.customLong("all-repos"), .customLong("all")], help: "List all indexed repositories instead.")
  var all = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> CommitsStatusAction.Request {
    var request = CommitsStatusAction.Request()
    request.repo = try invocation.world.absolute(path)
    return request
  }

  /// Writes the status of one repository, or with `--all-repos` the list of all.
  func run(in invocation: Invocation) throws {
    let request = try request(in: invocation)
    if all {
      let outcome = try invocation.outcome(of: CommitsRepositoriesAction.self, .init())
      return invocation.answer(Answer(whole: outcome, items: outcome.items) { RepositoryTable.text(outcome.items, $0) })
    }
    let services = invocation.services()
    let status = try invocation.outcome(of: CommitsStatusAction.self, request, in: services)
    let named = path == "." ? nil : path
    let update = try services.commitsIfAny().map { store in
      try CallingThread.run { await CommitLookup(store).updateCommand(for: request.repo, named: named) }
    }
    let lack = status.withoutVectors == nil ? try CallingThread.run { try await services.lackOfVectors() } : nil
    let commands = Commands(
      update: invocation.repeatingDatabase(in: update ?? ""),
      withoutMeaning: lack ?? "no model is installed; run: \(services.modelInstallCommand)",
      check: GitCommand.text("fsck", in: named))
    invocation.answer(Answer(status) { Self.table(status, invocation.configuration.embeddings, commands, $0) })
    try services.close()
  }

  /// The commands that the table names where something is missing.
  private struct Commands {
    let update: String
    /// What lacks where nothing is known of vectors, and what to do about it.
    let withoutMeaning: String
    let check: String
  }

  private static func table(
    _ status: IndexStatus, _ computes: Bool, _ commands: Commands, _ theme: Theme
  ) -> String {
    var table = TextTable(styles: [theme.dim, { $0 }])
    table.add(["repository", status.repository])
    table.add(["references", status.references.joined(separator: " ")])
    table.add(["indexed", indexed(status, commands)])
    table.add(["reachable", reachable(status)])
    let lag = Staleness.text(behind: status.behind, ahead: status.ahead)
    table.add(["state", lag.map { "\($0); run: \(commands.update)" } ?? "up to date"])
    table.add(["by meaning", meaning(status, computes, commands)])
    table.add(["diff words", diffWords(status)])
    if !status.skipped.isEmpty { table.add(["unreadable", unreadable(status.skipped, commands)]) }
    table.add(["indexed at", status.indexedAt.rfc3339])
    table.add(["database", "\(status.database), \(ByteCount.text(status.databaseBytes))"])
    let stored = Count.text(status.storedCommits, "commit")
    table.add(["contents", "\(stored), of which \(status.unreachableCommits) are not reachable from any repository"])
    // Not cut to the width of the terminal: half a command helps nobody.
    return table.rendered(theme.unbounded)
  }

  private static func indexed(_ status: IndexStatus, _ commands: Commands) -> String {
    let text = Count.text(status.indexed, "commit")
    guard !status.isComplete else { return text }
    return "\(text), not complete; run: \(commands.update)"
  }

  private static func reachable(_ status: IndexStatus) -> String {
    var text = Count.text(status.reachable, "commit")
    if status.isShallow { text += " (older history is missing in this shallow clone)" }
    if !status.skipped.isEmpty { text += ", as far as they can be read" }
    return text
  }

  private static func diffWords(_ status: IndexStatus) -> String {
    let missing = status.withoutDiffWords
    guard missing > 0 else { return status.diffWords ? "yes" : "no" }
    let lacking = Count.text(missing, "commit", "lacks", "lack")
    let reason = "objects are missing here or damaged"
    return if status.diffWords { "yes, but \(lacking) some: \(reason)" } else { "no, and \(lacking) paths: \(reason)" }
  }

  private static func unreadable(_ ids: [String], _ commands: Commands) -> String {
    var shown = ids.prefix(3).map { $0.prefix(10) }.joined(separator: " ")
    if ids.count > 3 { shown += " and \(ids.count - 3) more" }
    return "\(shown): missing or damaged commits; check with: \(commands.check)"
  }

  private static func meaning(_ status: IndexStatus, _ computes: Bool, _ commands: Commands) -> String {
    guard let missing = status.withoutVectors else { return commands.withoutMeaning }
    guard missing > 0 else { return "all" }
    guard computes else {
      return Count.text(missing, "commit", "is", "are") + " not computed, because the setting 'embeddings' is off"
    }
    return "\(Count.text(missing, "commit")) to be computed; run: \(commands.update)"
  }
}
