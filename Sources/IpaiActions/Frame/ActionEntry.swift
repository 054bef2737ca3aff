package import Foundation
package import IpaiAccess
import IpaiCore

/// An action without its types, for the faces that speak JSON.
package struct ActionEntry: Sendable {
  /// What the action is called on each face.
  package let name: ActionName
  /// What it does to the data.
  package let effect: Effect
  /// The permission that a caller needs.
  package let scope: AccessScope
  /// Where it is in the REST interface.
  package let route: Route
  /// What it does, in one sentence.
  package let summary: String
  /// True when a request has the same outcome as long as the database stays the same.
  package let dependsOnDatabaseAlone: Bool
  /// What a request may hold.
  package let fields: [FieldDescription]
  /// Reading shapes of types takes longer than most commands, so it is done when somebody asks.
  private let described: Described
  private let body: @Sendable (Data, Services) async throws -> Data

  private struct Described: Sendable {
    let request: @Sendable () -> Shape
    let example: @Sendable () -> Data
    let outcome: @Sendable () -> Shape
  }

  /// A field without the type of its request.
  package struct FieldDescription: Sendable, Equatable {
    /// The key in JSON.
    package let key: String
    /// The values that it takes.
    package let kind: FieldKind
    /// What it means, in one sentence.
    package let help: String
    /// Whether a request must have it.
    package let isRequired: Bool
    /// The default in words; nil where there is none.
    package let fallback: String?

    /// The same field under another key.
    package func renamed(_ key: String) -> FieldDescription {
      FieldDescription(key: key, kind: kind, help: help, isRequired: isRequired, fallback: fallback)
    }
  }

  /// The entry of an action.
  package init<Work: Action>(_ action: Work.Type) {
    name = action.name
    effect = action.effect
    scope = action.scope
    route = action.route
    summary = action.summary
    dependsOnDatabaseAlone = action.dependsOnDatabaseAlone
    fields = action.fields.map {
      FieldDescription(key: $0.key, kind: $0.kind, help: $0.help, isRequired: $0.isRequired, fallback: $0.fallback)
    }
    // A test reads the shapes of every action, so a type without one is a programming error.
    described = Described(
      request: { (try? ShapeReader.shape(of: Work.Request.self)) ?? .object([]) },
      example: { (try? RequestCoding<Work>.encode(Work.example)) ?? Data() },
      outcome: { (try? ShapeReader.shape(of: Work.Outcome.self)) ?? .object([]) })
    body = { json, services in
      let request = try RequestCoding<Work>.decode(json)
      return try OutcomeCoding.encode(await action.checkedRun(request, in: services))
    }
  }

  /// The threads that it runs on in a server.
  package var lane: WorkLane { effect == .read ? .reading : .writing }
  /// The shape of the request's type, by the names of its properties.
  package var request: Shape { described.request() }
  /// The action's example as JSON.
  package var example: Data { described.example() }
  /// What the outcome looks like as JSON.
  package var outcome: Shape { described.outcome() }

  /// Runs the action for a request in JSON and returns the outcome in JSON.
  ///
  /// Throws `IpaiError`: `.usage` naming the field that is wrong, and what the action throws.
  package func run(_ request: Data, in services: Services) async throws -> Data {
    do { return try await body(request, services) } catch let error as IpaiError {
      throw error.namingFields(fields.map(\.key))
    }
  }
}
