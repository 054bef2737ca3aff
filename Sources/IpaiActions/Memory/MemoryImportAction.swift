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

  /// How many messages are stored in one transaction, about.
  private static let batch = 1_000

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
    return try await services.blocking { isCancelled in
      var summary = ImportSummary()
      var pending: [NewConversation] = []
      var writing = try MemoryWriting(services, keepsSecrets: request.keepSecrets)
      func write() throws {
        if isCancelled() { throw IpaiError(.interrupted, "interrupted; what was imported is kept") }
        var batch = AddedMemory()
        try writing.write(pending, to: &batch)
        summary.take(batch)
        pending = []
        services.report(WorkProgress(phase: "importing messages", done: summary.added + summary.unchanged, total: 0))
      }
      try ConversationReader(format).read(paths: request.path) { conversation in
        var conversation = conversation
        conversation.userID = conversation.userID ?? request.userId
        pending.append(conversation)
        if pending.reduce(0, { $0 + $1.messages.count }) >= Self.batch { try write() }
      } problem: { problem in
        summary.take(problem)
      }
      try write()
      if request.embeddings ?? services.configuration.embeddings {
        summary.embedded = try services.embedMessages(services.databaseForWriting(), isCancelled: isCancelled)
      }
      return summary
    }
  }
}
