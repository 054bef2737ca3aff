import IpaiCore
import IpaiYAML

/// Finds what is wrong between servers, aliases and rules.
struct RoutingCheck {
  let servers: [RoutedServer]
  let aliases: [String: String]
  let rules: [RouteRule]
  let fallback: RouteRule

  private var serverNames: [String] { servers.map(\.name) }

  private func server(_ name: String) -> String? {
    if serverNames.contains(name) { return name }
    return aliases[name].flatMap { serverNames.contains($0) ? $0 : nil }
  }

  /// Throws `IpaiError(.configuration)` for an alias that is a server's own name or stands for no server.
  func checkAliases(_ entries: [(alias: String, server: String, line: Int)], in path: String) throws(IpaiError) {
    for entry in entries {
      if serverNames.contains(entry.alias) {
        throw IpaiError(
          .configuration, "\(path):\(entry.line): there is a server with the name of the alias '\(entry.alias)'")
      }
      guard serverNames.contains(entry.server) else { throw unknown(entry.server, "\(path):\(entry.line)") }
    }
  }

  /// Throws `IpaiError(.configuration)` for a target that is no server, and for a fallback that leads back to where it came from.
  func checkTargets(defaultTarget: String?) throws(IpaiError) {
    if let defaultTarget, server(defaultTarget) == nil { throw unknown(defaultTarget, "DEFAULT_TARGET") }
    for rule in rules + [fallback] {
      // Rules that are built in may name servers that are not there.
      guard let place = rule.place else { continue }
      var seen: Set<String> = []
      for name in [rule.target] + rule.fallback.map(\.target) {
        guard let server = server(name) else { throw unknown(name, place) }
        guard seen.insert(server).inserted else {
          throw IpaiError(
            .configuration, "\(place): the fallbacks of '\(rule.name)' come back to the server '\(server)'",
            hint: "name each server once")
        }
      }
    }
  }

  private func unknown(_ name: String, _ place: String) -> IpaiError {
    let known = (serverNames + aliases.keys.filter { server($0) != nil }).sorted()
    let hint = known.isEmpty ? "there are no servers" : "the servers are \(known.joined(separator: ", "))"
    return IpaiError(.configuration, "\(place): there is no server '\(name.prefix(80))'", hint: hint)
  }

  /// What is probably not meant.
  var warnings: [String] {
    var warnings: [String] = []
    for (index, rule) in rules.enumerated() {
      if let earlier = rules[..<index].first(where: { Self.covers($0, rule) }) {
        warnings.append(
          "\(rule.place ?? "built-in rule"): the rule '\(rule.name)' never decides, because '\(earlier.name)' before it matches all that it matches"
        )
      }
    }
    for server in servers {
      if let fault = server.fault { warnings.append("the server '\(server.name)' cannot be used: \(fault.message)") }
      if server.tier == nil {
        warnings.append(
          "\(server.origin): the server '\(server.name)' has no tier, so that no server with a tier stands in for it, and it stands in for others in reads only"
        )
      }
      for entry in server.otherKeys {
        warnings.append("\(server.origin):\(entry.line): the key '\(entry.key.prefix(80))' is not one that ipai knows")
      }
    }
    return warnings
  }

  private static func covers(_ earlier: RouteRule, _ later: RouteRule) -> Bool {
    later.alternatives.allSatisfy { alternative in earlier.alternatives.contains { alternative.implies($0) } }
  }
}
