import IpaiCommits
import IpaiCore
import IpaiMemory
import IpaiSkills

/// `status`: what ipai holds, at a glance.
package enum StatusAction: Action {
  /// Asks for everything.
  package struct Request: ActionRequest {
    package init() {}
  }

  /// What ipai holds, and with what settings. The keys are those of the service that `ipai serve` replaces.
  package struct Outcome: Codable, Sendable, Equatable {
    /// How much of each there is.
    package struct Stats: Codable, Sendable, Equatable {
      /// How many skills there are, whatever their versions.
      package var skills = 0
      /// How many conversations and notes there are that are not archived.
      package var activeConversations = 0
      /// How many commits are indexed, of all repositories.
      package var indexedCommits = 0

      enum CodingKeys: String, CodingKey {
        case skills
        case activeConversations = "active_conversations"
        case indexedCommits = "indexed_commits"
      }
    }

    /// The settings in force.
    package struct Settings: Codable, Sendable, Equatable {
      /// The embedding model that searches use; nil where it is not installed.
      package var embeddingModel: String?
      /// The folder that is used where a request names none; nil for none.
      package var repoPath: String?

      enum CodingKeys: String, CodingKey {
        case embeddingModel = "embedding_model"
        case repoPath = "repo_path"
      }
    }

    /// Always "ok": where something is wrong, there is an error instead.
    package var status = "ok"
    /// The version of ipai.
    package var version = Version.number
    package var stats = Stats()
    package var config: Settings
  }

  package static let name = ActionName("status", "")
  package static let effect = Effect.read
  package static let route = Route(.get, "/status")
  package static let summary = "Say how much is indexed and remembered."
  package static let fields: [Field<Request>] = []
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { _ in
      let model = services.modelRevision.map { _ in services.configuration.model }
      var outcome = Outcome(config: .init(embeddingModel: model, repoPath: services.folder))
      if try services.sharedStore() == nil, try services.databaseForReading() == nil { return outcome }
      outcome.stats.skills = try await services.skillsForReading().names().count
      outcome.stats.activeConversations = try await services.memoryForReading().activeCount()
      outcome.stats.indexedCommits = try await services.commitsIfAny()?.commitCount() ?? 0
      return outcome
    }
  }
}
