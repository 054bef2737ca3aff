import IpaiCore
package import IpaiRouting

/// `route test`: whether requests go where they should.
package enum RouteTestAction: Action {
  /// The cases.
  package struct Request: ActionRequest {
    package var file = ""

    package init() {}
  }

  /// What came of the cases.
  package struct Outcome: ListOutcome, Equatable {
    /// In the order of the file.
    package var items: [RouteCaseRun.Outcome]
    /// How many went as expected.
    package var passed: Int
    /// How many did not.
    package var failed: Int

    enum CodingKeys: String, CodingKey {
      case items = "cases"
      case passed, failed
    }
  }

  package static let name = ActionName("route", "test")
  package static let effect = Effect.read
  package static let route = Route(.get, "/route/test")
  package static let summary = "Test the rules with cases from a file, without any network."
  package static let fields: [Field<Request>] = [.requiredPath("file", \.file, "The file of cases.")]
  package static var example: Request {
    var request = Request()
    request.file = "/srv/routes/cases.yaml"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    guard let bytes = try SmallFile.read(request.file, maxBytes: RouteCaseFile.maxBytes) else {
      throw IpaiError(.notFound, "there is no file \(request.file)")
    }
    let cases = try RouteCaseFile(request.file, now: services.now()).cases(bytes)
    let table = try services.routingTable()
    var outcomes: [RouteCaseRun.Outcome] = []
    for routeCase in cases { outcomes.append(await RouteCaseRun(table, routeCase).outcome()) }
    let passed = outcomes.count(where: \.passed)
    return Outcome(items: outcomes, passed: passed, failed: outcomes.count - passed)
  }
}
