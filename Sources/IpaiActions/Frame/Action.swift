import IpaiCore

/// Something that ipai can do, declared once: the verbs, the MCP tools and the REST routes are made of it.
///
/// An action is a type of its own in `<Noun>/<NounVerb>Action.swift` and a line in `ActionList`. It holds what the work takes and
/// gives, and no face: it reads no environment, writes to no stream and knows neither JSON-RPC nor HTTP.
package protocol Action: Sendable {
  /// What is asked for. Its properties are the action's fields, by the same names.
  associatedtype Request: ActionRequest
  /// The answer, as every face gives it.
  associatedtype Outcome: Codable & Sendable

  static var name: ActionName { get }
  static var effect: Effect { get }
  /// Where it is in the REST interface.
  static var route: Route { get }
  /// One sentence that says what it does, for people and models alike.
  static var summary: String { get }
  /// What a request may hold, in the order in which help and schemas list it.
  static var fields: [Field<Request>] { get }
  /// A request that makes sense, for documentation.
  static var example: Request { get }

  /// Does the work. Throws `IpaiError`.
  static func run(_ request: Request, in services: Services) async throws -> Outcome
}

extension Action {
  /// Checks what every face has to check, and runs.
  ///
  /// Throws `IpaiError`: `.usage` naming the field that is wrong, and what the action throws.
  package static func checkedRun(_ request: Request, in services: Services) async throws -> Outcome {
    try check(request)
    return try await run(request, in: services)
  }

  static func check(_ request: Request) throws {
    for field in fields { try field.check(request) }
  }

  package static func field(_ key: String) -> Field<Request>? { fields.first { $0.key == key } }
}
