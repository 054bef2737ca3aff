import IpaiCore
package import IpaiPromotion
import IpaiSkills

/// `promote log`: the promotions of a registry.
package enum PromoteLogAction: Action {
  /// Which registry, and which skill.
  package struct Request: ActionRequest {
    package var name: String?
    package var to: String?
    package var maxResults: Int?

    package init() {}
  }

  /// A promotion.
  package struct Entry: Codable, Sendable, Equatable {
    /// Its number.
    package var number: Int
    /// The digest of its statement.
    package var digest: String
    /// True when it is signed.
    package var isSigned: Bool
    /// What it says.
    package var statement: PromotionStatement

    enum CodingKeys: String, CodingKey {
      case number, digest
      case isSigned = "signed"
      case statement
    }
  }

  /// The promotions.
  package struct Outcome: ListOutcome, Equatable {
    /// Newest first.
    package var items: [Entry]

    enum CodingKeys: String, CodingKey {
      case items = "promotions"
    }
  }

  package static let name = ActionName("promote", "log")
  package static let effect = Effect.read
  package static let route = Route(.get, "/promote/log")
  package static let summary = "List the promotions of a registry, newest first."
  package static let fields: [Field<Request>] = [
    .text("name", \.name, minBytes: 1, maxBytes: 64, "The skill; all without it."),
    PromotionFields.registry(\.to),
    .integer(
      "max_results", \.maxResults, 1...10_000, fallback: "the setting max_results", "Return at most this many."),
  ]
  package static var example: Request {
    var request = Request()
    request.name = "deploy-check"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let most = request.maxResults ?? services.configuration.maxResults
    return try await services.working { _ in
      let place = try PromotionPlace(request.to, forWriting: false, mustExist: true, in: services)
      return try await place.used {
        let records = try await place.registry.newest(of: request.name, most: most)
        return Outcome(
          items: try records.map { record in
            Entry(
              number: record.number, digest: record.digest, isSigned: record.signature != nil,
              statement: try PromotionStatement(reading: record.text))
          })
      }
    }
  }
}
