package import IpaiCore
import IpaiYAML

/// Reads the YAML file that describes a server.
package struct ServerFile {
  private let path: String
  private let environment: [String: String]
  private let variables: VariableExpansion

  /// The largest file, in bytes.
  package static let maxBytes = 256_000

  private static let keys: Set = [
    "name", "description", "connection", "tier", "priority", "capabilities", "use_cases", "timeouts", "retry",
    "breaker", "rate_limit", "tools", "query", "health",
  ]

  /// Reads the file of this path; `environment` has the variables that it names.
  package init(_ path: String, environment: [String: String]) {
    self.path = path
    self.environment = environment
    variables = VariableExpansion(environment)
  }

  /// The server that the file's bytes describe. A variable that is not set makes it one that cannot be used.
  ///
  /// Throws `IpaiError(.configuration)` with the file and the line.
  package func server(_ bytes: [UInt8]) throws(IpaiError) -> RoutedServer {
    let root: YAMLNode?
    do { root = try YAMLDocument.read(bytes, limits: YAMLLimits(maxBytes: Self.maxBytes)) } catch {
      throw error.error(.configuration, in: path)
    }
    guard let root else { throw FileMapping.error(path, 1, "describes no server", hint: "see 'man 5 ipai-routing'") }
    return try server(FileMapping(root, "the description of a server", path: path))
  }

  private func server(_ file: FileMapping) throws(IpaiError) -> RoutedServer {
    guard let name = try file.text("name") else {
      throw FileMapping.error(path, file.line, "the server has no 'name'")
    }
    if let fault = ServerName.fault(name) { throw file.error("name", "is wrong: \(fault)") }
    guard let connection = try file.mapping("connection") else {
      throw FileMapping.error(path, file.line, "the server '\(name)' has no 'connection'")
    }
    let reader = ConnectionReader(connection, variables)
    var server = RoutedServer(name: name, file: path, connection: try reader.connection())
    server.fault = reader.fault
    server.description = try file.text("description") ?? ""
    server.tier = try file.choice("tier")
    server.priority = try file.count("priority", 0...1_000)
    server.capabilities = try file.texts("capabilities")
    server.useCases = try file.texts("use_cases")
    server.limits = try limits(file)
    server.tools = try tools(file)
    server.query = try query(file)
    server.connection.healthPath = try healthPath(file)
    if case .command = server.connection.transport, server.connection.healthPath != nil {
      throw file.error("health", "is not for servers of the type stdio, which have no paths")
    }
    server.otherKeys = file.others(than: Self.keys)
    return server
  }

  private func limits(_ file: FileMapping) throws(IpaiError) -> ServerLimits {
    var limits = ServerLimits()
    if let timeouts = try file.mapping("timeouts") {
      try timeouts.checkKeys(["request_seconds", "longest_seconds", "probe_seconds"])
      limits.requestSeconds = try timeouts.number("request_seconds", 0.01...3_600) ?? limits.requestSeconds
      limits.longestSeconds =
        try timeouts.number("longest_seconds", 0.01...86_400) ?? max(limits.longestSeconds, limits.requestSeconds)
      guard limits.longestSeconds >= limits.requestSeconds else {
        throw timeouts.error("longest_seconds", "is less than request_seconds")
      }
      limits.probeSeconds = try timeouts.number("probe_seconds", 0.01...3_600) ?? limits.probeSeconds
    }
    if let retry = try file.mapping("retry") {
      try retry.checkKeys(["attempts"])
      limits.retries = try retry.count("attempts", 0...10) ?? limits.retries
    }
    if let breaker = try file.mapping("breaker") {
      try breaker.checkKeys(["failures", "open_seconds"])
      limits.breakerFailures = try breaker.count("failures", 1...1_000) ?? limits.breakerFailures
      limits.breakerSeconds = try breaker.number("open_seconds", 0.1...3_600) ?? limits.breakerSeconds
    }
    if let rate = try file.mapping("rate_limit") {
      try rate.checkKeys(["per_minute", "at_once"])
      limits.perMinute = try rate.count("per_minute", 1...10_000_000)
      limits.atOnce = try rate.count("at_once", 1...10_000) ?? limits.atOnce
    }
    return limits
  }

  private func tools(_ file: FileMapping) throws(IpaiError) -> ToolPolicy {
    guard let tools = try file.mapping("tools") else { return ToolPolicy() }
    try tools.checkKeys(["allow", "deny", "effects", "needs_approval"])
    var policy = ToolPolicy()
    policy.allow = try tools.texts("allow").map { NamePattern($0) }
    policy.deny = try tools.texts("deny").map { NamePattern($0) }
    for entry in try tools.textMapping("effects") {
      guard let effect = CallEffect(rawValue: entry.text) else {
        let names = CallEffect.allCases.map(\.rawValue).joined(separator: ", ")
        throw FileMapping.error(
          path, entry.line, "the effect of '\(entry.key.prefix(80))' has to be one of \(names)")
      }
      policy.effects.append(ToolPolicy.Effect(pattern: NamePattern(entry.key), effect: effect))
    }
    policy.needsApproval = try tools.flag("needs_approval") ?? false
    return policy
  }

  private func query(_ file: FileMapping) throws(IpaiError) -> QueryPolicy {
    guard let query = try file.mapping("query") else { return QueryPolicy() }
    try query.checkKeys(["tool", "argument", "effect"])
    return QueryPolicy(
      tool: try query.text("tool"), argument: try query.text("argument"), effect: try query.choice("effect"))
  }

  private func healthPath(_ file: FileMapping) throws(IpaiError) -> String? {
    guard let health = try file.mapping("health") else { return nil }
    try health.checkKeys(["path"])
    guard let path = try health.text("path") else { return nil }
    guard path.hasPrefix("/"), !path.contains(where: { $0.isWhitespace || $0 == "#" }) else {
      throw health.error("path", "has to be a path such as /health")
    }
    return path
  }
}
