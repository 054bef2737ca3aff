import IpaiCore
package import IpaiMemory

/// `memory import`: stores the conversations that other programs keep in files.
package enum MemoryImportAction: Action {
  /// What to import, and how.
  package struct Request: ActionRequest {
    package var from: ImportFormat?
    package var path: [String] = []
    package var userId: String?
    package var keepSecrets = false
    /// nil for the setting embeddings.
    package var embeddings: Bool?

    package init() {}
  }

  package static let name = ActionName("memory", "import")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/memory/import")
  package static let summary = "Store the conversations that other programs keep in files."
  package static let fields: [Field<Request>] = [
    .requiredChoice("from", \.from, "The program or form that the files come from."),
    .requiredPaths("path", \.path, "A file, or a folder whose files are read, also in the folders in it."),
    .text(
      "user_id", \.userId, maxBytes: MemoryLimits.idBytes, "Who the conversations belong to, where they do not say it."),
    .flag("keep_secrets", \.keepSecrets, "Store keys, tokens and passwords as they are, instead of a marker for each."),
    .setting("embeddings", \.embeddings, "Compute the meaning of messages, if a model is installed."),
  ]
  package static var example: Request {
    var request = Request()
    request.from = .claudeCode
    request.path = ["/home/ann/.claude/projects"]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> ImportSummary {
    guard let format = request.from else { throw IpaiError(.usage, "from is missing") }
    return try await services.working { isCancelled in
      var writing = try MemoryWriting(services)
      var summary = ImportSummary()
      try await prepared(request, format, in: services) { batch in
        if isCancelled() { throw IpaiError(.interrupted, "interrupted; what was imported is kept") }
        batch.problems.forEach { summary.take($0) }
        summary.take(try await writing.write(batch))
        services.report(WorkProgress(phase: "importing messages", done: summary.added + summary.unchanged, total: 0))
      }
      if request.embeddings ?? services.configuration.embeddings {
        summary.embedded = try await services.embedMessages(isCancelled: isCancelled)
      }
      return summary
    }
  }

  /// Calls `take` with the conversations of the files, ready to be stored; other threads read and prepare those that follow.
  private static func prepared(
    _ request: Request, _ format: ImportFormat, in services: Services,
    _ take: (PreparedBatch) async throws -> Void
  ) async throws {
    let skills = try await services.skillNames()
    let work = OrderedWork<ImportBatch, PreparedBatch>(threads: services.jobs()) {
      var preparation = MemoryPreparation(services, skills: skills, keepsSecrets: request.keepSecrets)
      return { batch in
        try preparation.prepare(batch.conversations, userID: request.userId, problems: batch.problems)
      }
    }
    // A link in a folder may lead out of where the caller may read.
    var files = ConversationFiles(format, request.path) { services.roots?.refusal($0) }
    let results = work.start { try files.nextBatch() }
    defer { results.stop() }
    while let batch = try results.next() { try await take(batch) }
  }
}
