import IpaiCore
package import IpaiPromotion
package import IpaiSkills

/// `promote status`: what is in force in a registry.
package enum PromoteStatusAction: Action {
  /// Which registry.
  package struct Request: ActionRequest {
    package var to: String?

    package init() {}
  }

  /// A skill in force.
  package struct Skill: Codable, Sendable, Equatable {
    /// Its name.
    package var name: String
    /// The version in force.
    package var version: String
    /// Where that is in its life.
    package var status: SkillStatus
    /// The digest of its files.
    package var digest: String
    /// The number of the promotion that put it in force.
    package var promotion: Int
    /// The versions that labels name, by label.
    package var labels: [String: String]
  }

  /// What is in force.
  package struct Outcome: ListOutcome, Equatable {
    /// The registry.
    package var registry: String
    /// The last promotion; nil for none.
    package var head: PromotionHead?
    /// How many messages wait to be delivered; nil where the user may not know.
    package var waiting: Int?
    /// The skills, by name.
    package var items: [Skill]

    enum CodingKeys: String, CodingKey {
      case registry, head
      case waiting = "waiting_messages"
      case items = "skills"
    }
  }

  package static let name = ActionName("promote", "status")
  package static let effect = Effect.read
  package static let route = Route(.get, "/promote/status")
  package static let summary = "List the skills that are in force in a registry, with their labels."
  package static let fields: [Field<Request>] = [PromotionFields.registry(\.to)]
  package static var example: Request { Request() }

  private static let mostMessages = 10_000

  /// Who may only read the registry may not read its messages.
  private static func waitingMessages(_ registry: any PromotionRegistry) async throws -> Int? {
    do { return try await registry.messages(undelivered: true, most: mostMessages).count } catch let error as IpaiError
    {
      guard error.code == .denied else { throw error }
      return nil
    }
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { _ in
      let place = try PromotionPlace(request.to, forWriting: false, in: services)
      return try await place.used {
        let registry = place.registry
        let state = try await registry.state([])
        let labels = try await registry.labels()
        let waiting = try await waitingMessages(registry)
        let skills = state.current.values.filter { $0.step.action != .retire }.map { version in
          let step = version.step
          let names = labels[step.name] ?? [:]
          return Skill(
            name: step.name, version: step.version, status: step.status, digest: step.digest,
            promotion: version.promotion,
            labels: Dictionary(uniqueKeysWithValues: names.map { ($0.key.rawValue, $0.value) }))
        }
        return Outcome(
          registry: registry.place, head: state.head, waiting: waiting, items: skills.sorted { $0.name < $1.name })
      }
    }
  }
}
