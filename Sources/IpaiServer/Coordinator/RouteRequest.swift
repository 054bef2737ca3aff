import Foundation
import IpaiCore
import IpaiRouting
import MCP

/// What `POST /route` and `POST /aggregate` take.
struct RouteRequest: Sendable {
  /// What is asked, in plain words.
  let query: String
  /// What is known about the request.
  let context: JSON
  /// The server or alias that the caller names.
  let target: String?
  /// The tool that would be called, for an explanation.
  let tool: String?
  /// The servers or aliases to ask; empty for all.
  let targets: [String]
  /// How long, in seconds, each server gets; nil for the usual time.
  let seconds: Double?
  /// Whether differences between the answers of two servers are wanted.
  let compares: Bool

  /// The most targets of one request.
  private static let mostTargets = 100

  /// The members of `POST /route`.
  static let routeKeys = ["query", "context", "target", "timeout_seconds"]
  /// The members of `POST /explain`.
  static let explainKeys = ["query", "context", "target", "tool"]
  /// The members of `POST /aggregate`.
  static let aggregateKeys = ["query", "context", "targets", "timeout_seconds", "compare"]

  /// Reads a body with these members. Throws `IpaiError(.usage)` naming the member that is wrong.
  init(_ body: Data, keys: [String]) throws {
    let json: JSON
    do { json = try JSON(parsing: body) } catch { throw IpaiError(.usage, "the body is not JSON") }
    guard let members = json.object else { throw IpaiError(.usage, "the body has to be a JSON object") }
    if let unknown = members.keys.sorted().first(where: { !keys.contains($0) }) {
      throw IpaiError(
        .usage, "'\(unknown.prefix(80))' has no meaning here", hint: "the members are: \(keys.joined(separator: ", "))")
    }
    query = try Self.text(json, "query") ?? ""
    target = try Self.name(json, "target")
    tool = try Self.name(json, "tool")
    context = try Self.value(json, "context", "an object") { $0.object.map(JSON.object) } ?? [:]
    targets =
      try Self.value(json, "targets", "a list of 1 to \(Self.mostTargets) texts") { value in
        let texts = value.array?.compactMap(\.string)
        guard let texts, texts.count == value.array?.count, (1...Self.mostTargets).contains(texts.count) else {
          return nil
        }
        return texts
      } ?? []
    seconds = try Self.value(json, "timeout_seconds", "a number from 0.01 to 600") { value in
      value.number.flatMap { (0.01...600).contains($0) ? $0 : nil }
    }
    compares = try Self.value(json, "compare", "true or false", \.bool) ?? false
  }

  /// Throws `IpaiError(.usage)` unless something is asked.
  func checkQuery() throws {
    guard query.contains(where: { !$0.isWhitespace }) else {
      throw IpaiError(.usage, "query must say what is asked, in plain words")
    }
  }

  private static func name(_ json: JSON, _ key: String) throws -> String? {
    try value(json, key, "a name") { value in value.string.flatMap { $0.isEmpty ? nil : $0 } }
  }

  private static func text(_ json: JSON, _ key: String) throws -> String? {
    try value(json, key, "a text", \.string)
  }

  private static func value<Value>(
    _ json: JSON, _ key: String, _ expectation: String, _ read: (JSON) -> Value?
  ) throws -> Value? {
    guard let member = json[key], !member.isNull else { return nil }
    guard let value = read(member) else { throw IpaiError(.usage, "\(key) must be \(expectation)") }
    return value
  }
}
