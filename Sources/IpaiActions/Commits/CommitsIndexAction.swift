package import IpaiCommits
import IpaiCore

/// `commits index`: indexes the commits of a repository, first their words and then their meaning.
package enum CommitsIndexAction: Action {
  /// Which commits to index, and how.
  package struct Request: ActionRequest {
    /// A folder in the repository; nil for the one the caller stands in.
    package var path: String?
    /// References to index; none for HEAD.
    package var ref: [String] = []
    /// Whether to index all branches, remote branches and tags.
    package var allRefs = false
    /// The date of the oldest commits to index; nil for no limit.
    package var since: String?
    /// The most commits to index, the newest ones; nil for no limit.
    package var maxCommits: Int?
    /// nil for the setting diff_words.
    package var diffWords: Bool?
    /// nil for the setting embeddings.
    package var embeddings: Bool?
    /// How many threads read; 0 for one a processor, nil for the setting jobs.
    package var jobs: Int?
    /// Whether to read again what is stored.
    package var rebuild = false

    package init() {}
  }

  package static let name = ActionName("commits", "index")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/commits/index")
  package static let summary = "Index the commits of a repository, so that they can be found."
  package static let fields: [Field<Request>] = [
    .path("path", \.path, "Any folder in the repository, or a bare repository."),
    .texts(
      "ref", \.ref, "A branch, tag or other revision to index.", fallback: "HEAD"),
    .flag("all_refs", \.allRefs, "Index all branches, remote branches and tags."),
    .date("since", \.since, "Index only commits of this date or later."),
    .integer("max_commits", \.maxCommits, 1...Int(Int32.max), "Index at most this many commits, the newest ones."),
    .setting("diff_words", \.diffWords, "Index the words of diffs."),
    .setting("embeddings", \.embeddings, "Compute the meaning of messages, if a model is installed."),
    .integer(
      "jobs", \.jobs, 0...IndexRequest.maxJobs, fallback: "the setting jobs",
      "How many threads read the repository; 0 means one for each processor."),
    .flag("rebuild", \.rebuild, "Read every commit again, for example after a change to .mailmap."),
  ]
  package static var example: Request {
    var request = Request()
    request.ref = ["main", "release"]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> IndexSummary {
    let path = try services.repository(request.path)
    let indexing = IndexRequest(
      path: path, selection: try request.selection(services), jobs: services.jobs(request.jobs),
      rebuild: request.rebuild, now: Timestamp(services.now()))
    return try await index(indexing, embeds: request.embeddings ?? services.configuration.embeddings, in: services)
  }

  /// Indexes the new commits of a repository, of the same references and with the same limits as before; those of HEAD where it
  /// is not indexed yet. Throws `IpaiError`.
  package static func refresh(_ path: String, in services: Services) async throws -> IndexSummary {
    let stored = try await services.working { _ -> Selection? in
      guard let store = try services.commitsIfAny() else { return nil }
      return try await Selection.stored(for: path, in: store)
    }
    let indexing = IndexRequest(
      path: path, selection: stored ?? Selection(diffWords: services.configuration.diffWords), jobs: services.jobs(),
      rebuild: false, now: Timestamp(services.now()))
    return try await index(indexing, embeds: services.configuration.embeddings, in: services)
  }

  private static func index(
    _ indexing: IndexRequest, embeds: Bool, in services: Services
  ) async throws -> IndexSummary {
    return try await services.working { isCancelled in
      let store = try services.commitsForWriting()
      let report = { (progress: IndexProgress) in
        services.report(WorkProgress(phase: progress.phase.rawValue, done: progress.done, total: progress.total))
      }
      var summary = try await CommitIndexer(store, indexing, isCancelled: isCancelled, report: report).run()
      guard embeds, !summary.isInterrupted, let encoder = try services.installedEncoder() else { return summary }
      summary.notEmbedded = try await services.lackOfVectors()
      if summary.notEmbedded != nil { return summary }
      // Only now, so that searches find the words while this takes its time.
      let filling = CommitEmbedding(store, encoder, isCancelled: isCancelled)
      do { summary.embedded = try await filling.run(indexing.path, report: report) } catch let error as IpaiError
        where error.code == .interrupted
      {
        summary.isInterrupted = true
      }
      return summary
    }
  }
}

extension CommitsIndexAction.Request {
  fileprivate func selection(_ services: Services) throws -> Selection {
    if allRefs && !ref.isEmpty { throw IpaiError(.usage, "give ref or all_refs, not both") }
    let references = ref.isEmpty ? ["HEAD"] : ref
    return Selection(
      references: references, allReferences: allRefs,
      since: try since.map { try DateExpression($0, now: services.now()).first }, maxCommits: maxCommits,
      diffWords: diffWords ?? services.configuration.diffWords)
  }
}
