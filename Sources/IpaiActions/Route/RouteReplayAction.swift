import Foundation
import IpaiCore
package import IpaiRouting

/// `route replay`: what other rules would have decided.
package enum RouteReplayAction: Action {
  /// The decisions and the rules.
  package struct Request: ActionRequest {
    package var log = ""
    package var config = ""

    package init() {}
  }

  /// What would change.
  package struct Outcome: ListOutcome, Equatable {
    /// The decisions that would be others, and those of which nobody can say.
    package var items: [DecisionReplay.Change]
    /// How many decisions the log has.
    package var decisions: Int
    /// How many would be others.
    package var changed: Int
    /// Of how many nobody can say, since the log does not have what they depend on.
    package var unknown: Int
    /// How many lines were no decisions.
    package var skipped: Int

    enum CodingKeys: String, CodingKey {
      case items = "changes"
      case decisions, changed, unknown, skipped
    }
  }

  package static let name = ActionName("route", "replay")
  package static let effect = Effect.read
  package static let route = Route(.get, "/route/replay")
  package static let summary = "Say which decisions of a log would be others by the rules of a file."
  package static let fields: [Field<Request>] = [
    .requiredPath("log", \.log, "The log of decisions, with a JSON object a line."),
    .requiredPath("config", \.config, "The file of rules to compare with."),
  ]
  package static var example: Request {
    var request = Request()
    request.log = "/var/log/ipai/decisions.jsonl"
    request.config = "/srv/routes/new.yaml"
    return request
  }

  /// The largest log, in bytes.
  private static let maxBytes = 1 << 30

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let table = try services.routingTable(routes: request.config)
    return try await services.blocking { _ in
      guard let bytes = try SmallFile.read(request.log, maxBytes: maxBytes) else {
        throw IpaiError(.notFound, "there is no file \(request.log)")
      }
      return replayed(bytes, DecisionReplay(table))
    }
  }

  private static func replayed(_ bytes: [UInt8], _ replay: DecisionReplay) -> Outcome {
    var outcome = Outcome(items: [], decisions: 0, changed: 0, unknown: 0, skipped: 0)
    let decoder = JSONDecoder()
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
      guard let record = try? decoder.decode(DecisionRecord.self, from: Data(line)) else {
        outcome.skipped += 1
        continue
      }
      outcome.decisions += 1
      guard let change = replay.change(record, line: index + 1) else { continue }
      if change.newTarget == nil { outcome.unknown += 1 } else { outcome.changed += 1 }
      outcome.items.append(change)
    }
    return outcome
  }
}
