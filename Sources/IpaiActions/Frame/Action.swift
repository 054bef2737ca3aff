package import IpaiAccess
import IpaiCore

/// Something that ipai can do, declared once: the verb, the MCP tool and the REST route are made from it.
///
/// An action is a type of its own in `<Noun>/<NounVerb>Action.swift` and a line in `ActionList`. It declares what the
/// work takes and returns, and has no face: it reads no environment, writes to no stream and knows neither JSON-RPC nor
/// HTTP.
package protocol Action: Sendable {
  /// What is asked for. Its properties have the names of the action's fields.
  associatedtype Request: ActionRequest
  /// The answer, the same on every face.
  associatedtype Outcome: Codable & Sendable

  static var name: ActionName { get }
  static var effect: Effect { get }
  /// The permission that a caller needs; by default what the effect calls for.
  static var scope: AccessScope { get }
  /// Where it is in the REST interface.
  static var route: Route { get }
  /// One sentence that says what it does, for people and models alike.
  static var summary: String { get }
  /// What a request may hold, in the order in which help and schemas list it.
  static var fields: [Field<Request>] { get }
  /// A sensible request, for documentation.
  static var example: Request { get }

  /// True when a request has the same outcome as long as the database stays the same, whatever time it is and whatever files there
  /// are; false by default.
  static var dependsOnDatabaseAlone: Bool { get }

  /// Does the work. Throws `IpaiError`.
  static func run(_ request: Request, in services: Services) async throws -> Outcome
}

extension Action {
  package static var scope: AccessScope { effect.scope }
  package static var dependsOnDatabaseAlone: Bool { false }

  /// Checks the request, which every face has to do, and runs the action.
  ///
  /// Throws `IpaiError`: `.usage` naming the field that is wrong, `.denied` for a path that the caller may not name, and what
  /// the action throws.
  package static func checkedRun(_ request: Request, in services: Services) async throws -> Outcome {
    try check(request)
    if let roots = services.roots {
      for path in fields.flatMap({ $0.paths(request) }) { try roots.check(path) }
    }
    return try await run(request, in: services)
  }

  /// Throws `IpaiError(.usage)` for the first field that does not take its value.
  package static func check(_ request: Request) throws {
    for field in fields { try field.check(request) }
  }

  /// The field of this key; nil when there is none.
  package static func field(_ key: String) -> Field<Request>? { fields.first { $0.key == key } }
}
