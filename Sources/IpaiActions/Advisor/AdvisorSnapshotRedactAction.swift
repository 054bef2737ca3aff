import Foundation
package import IpaiAccess
package import IpaiAdvisor
import IpaiCore

/// `advisor snapshot redact`: writes a snapshot without what tells whose account it is.
package enum AdvisorSnapshotRedactAction: Action {
  /// Which file to read, and where to write it.
  package struct Request: ActionRequest {
    package var file = ""
    package var output = ""
    package var overwrite = false

    package init() {}
  }

  /// What was written.
  package struct Outcome: Codable, Sendable {
    /// The file that was written.
    package var file: String
    package var snapshot: SnapshotSummary
  }

  package static let name = ActionName("advisor snapshot", "redact")
  package static let effect = Effect.idempotent
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/advisor/snapshots/redact")
  package static let summary = "Write a snapshot without the names, addresses and texts that tell whose account it is."
  package static let fields: [Field<Request>] = [
    .requiredPath("file", \.file, "The snapshot to read."),
    .requiredPath("output", \.output, "The file to write; only its owner may read a new one."),
    .flag("overwrite", \.overwrite, "Replace the snapshot itself, whose names and addresses are then gone."),
  ]
  package static var example: Request {
    var request = Request()
    request.file = "/home/ann/account.json"
    request.output = "/home/ann/shared.json"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try services.checkIsOnMachine(name)
    if !request.overwrite, isSameFile(request.file, request.output) {
      throw IpaiError(
        .conflict, "\(request.output) is the snapshot itself, whose names and addresses would be gone",
        hint: "name another file, or replace it with --overwrite")
    }
    return try await services.working { _ in
      let facts = try Redaction().redacted(try SnapshotFile.read(request.file))
      try SnapshotFile.write(facts, to: request.output)
      return Outcome(file: request.output, snapshot: SnapshotSummary(facts))
    }
  }

  /// Whether two paths lead to one file, by links too.
  private static func isSameFile(_ left: String, _ right: String) -> Bool {
    var first = stat()
    var second = stat()
    guard stat(left, &first) == 0, stat(right, &second) == 0 else { return left == right }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}
