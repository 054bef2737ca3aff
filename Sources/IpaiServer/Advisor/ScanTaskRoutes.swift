import Foundation
import Hummingbird
import IpaiAccess
import IpaiActions
import IpaiCore

/// Where clients ask for a scan of the server's cloud account, and how far it is.
struct ScanTaskRoutes: Sendable {
  private let tasks: ScanTasks

  /// The path at which a scan begins.
  static let scans = "/api/scans"
  /// The path of a task.
  static let task = "/api/scans/tasks/{task}"
  /// The fields of a scan that clients may set: files and contexts of doctl are the machine's own.
  static let fields = ["metrics", "requests_per_minute", "max_wait"]

  /// Routes for these tasks.
  init(_ tasks: ScanTasks) { self.tasks = tasks }

  /// Adds the routes, whose callers `actions` checks.
  func add(to router: some RouterMethods<ConnectionContext>, _ actions: ActionRouter) {
    actions.add(Route(.post, Self.scans), ActionEntry(AdvisorScanAction.self), to: router) { fields, _ in
      let task = tasks.begin(try Self.request(fields))
      return RESTAnswer(
        try OutcomeCoding.encode(task), accepted: Self.task.replacing("{task}", with: task.id))
    }
    actions.add(Route(.get, Self.task), needing: .advisor, to: router) { request, context in
      let id = context.parameters.get("task") ?? ""
      guard let task = tasks.task(id) else {
        throw IpaiError(.notFound, "there is no such task", hint: "the scans that were recorded are at \(Self.scans)")
      }
      return RESTAnswer(try OutcomeCoding.encode(task)).response(to: request)
    }
  }

  /// What a body asks for; none has the defaults.
  private static func request(_ body: Data) throws -> AdvisorScanAction.Request {
    guard !body.isEmpty else { return AdvisorScanAction.Request() }
    let values = try? JSONSerialization.jsonObject(with: body) as? [String: Any]
    if let refused = values?.keys.sorted().first(where: { !fields.contains($0) }) {
      throw IpaiError(
        .usage, "a scan through a server has no field '\(refused.prefix(80))'",
        hint: "its fields are: \(fields.joined(separator: ", "))")
    }
    let request = try RequestCoding<AdvisorScanAction>.decode(body)
    try AdvisorScanAction.check(request)
    return request
  }
}
