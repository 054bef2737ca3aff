package import Foundation
import IpaiCore

/// An action without its types, for the faces that speak JSON.
package struct ActionEntry: Sendable {
  package let name: ActionName
  package let effect: Effect
  package let route: Route
  package let summary: String
  package let fields: [FieldDescription]
  /// What the request's type holds, by the names of its properties.
  package let request: Shape
  /// The action's example as JSON.
  package let example: Data
  /// What the outcome looks like as JSON.
  package let outcome: Shape
  private let body: @Sendable (Data, Services) async throws -> Data

  /// What is known of a field without its request's type.
  package struct FieldDescription: Sendable, Equatable {
    package let key: String
    package let kind: FieldKind
    package let help: String
    package let isRequired: Bool
    package let fallback: String?
  }

  init<Work: Action>(_ action: Work.Type) {
    name = action.name
    effect = action.effect
    route = action.route
    summary = action.summary
    fields = action.fields.map {
      FieldDescription(key: $0.key, kind: $0.kind, help: $0.help, isRequired: $0.isRequired, fallback: $0.fallback)
    }
    request = (try? ShapeReader.shape(of: Work.Request.self)) ?? .object([])
    example = (try? RequestCoding<Work>.encode(action.example)) ?? Data()
    // A test reads the shape of every action's outcome; a type that has none is a mistake of the program.
    outcome = (try? ShapeReader.shape(of: Work.Outcome.self)) ?? .object([])
    body = { json, services in
      let request = try RequestCoding<Work>.decode(json)
      return try OutcomeCoding.encode(await action.checkedRun(request, in: services))
    }
  }

  /// Runs the action for a request in JSON and returns the outcome in JSON.
  ///
  /// Throws `IpaiError`: `.usage` naming the field that is wrong, and what the action throws.
  package func run(_ request: Data, in services: Services) async throws -> Data { try await body(request, services) }
}
