import IpaiCore

/// How a coordinator works.
package struct CoordinatorOptions: Sendable {
  /// Whether only `find_tools` and `call_tool` are listed, and not the tools themselves.
  package var isLean = false
  /// Whether several servers may be asked at once.
  package var aggregates = true
  /// How long, in seconds, answers are kept at most that may be given again.
  package var cacheSeconds = 300
  /// The file that decisions are noted in; nil for none.
  package var decisionLog: String?
  /// How long, in seconds, each server gets when several are asked.
  package var aggregateSeconds = 10.0

  /// The usual way.
  package init() {}

  /// The usual way, with what the variables ENABLE_AGGREGATION and CACHE_TTL say. Throws `IpaiError(.configuration)` for values
  /// that they do not take.
  package init(environment: [String: String]) throws {
    if let text = environment["ENABLE_AGGREGATION"], !text.isEmpty {
      guard let value = Setting.Kind.boolean.normalized(text) else {
        throw IpaiError(.configuration, "ENABLE_AGGREGATION must be true or false, not '\(text.prefix(80))'")
      }
      aggregates = value == "true"
    }
    if let text = environment["CACHE_TTL"], !text.isEmpty {
      guard let seconds = Int(text), (0...86_400).contains(seconds) else {
        throw IpaiError(
          .configuration, "CACHE_TTL must be a number of seconds from 0 to 86400, not '\(text.prefix(80))'")
      }
      cacheSeconds = seconds
    }
  }
}
