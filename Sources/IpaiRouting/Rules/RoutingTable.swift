package import IpaiCore

/// All servers and rules, checked against one another.
package struct RoutingTable: Sendable {
  /// The servers, by priority and name.
  package let servers: [RoutedServer]
  /// The names that stand for servers, with the names of these.
  package let aliases: [String: String]
  /// The rules in the order in which they are tried.
  package let rules: [RouteRule]
  /// Where everything else goes.
  package let fallback: RouteRule
  /// What is probably not meant, in sentences.
  package let warnings: [String]
  private let byName: [String: Int]

  /// A table of these servers and of what a file of rules says. `defaultTarget` overrides the target of the default.
  ///
  /// Throws `IpaiError(.configuration)` for names that are used twice or stand for nothing.
  package init(_ servers: [RoutedServer], _ contents: RouteFile.Contents = .init(), defaultTarget: String? = nil)
    throws(IpaiError)
  {
    let sorted = servers.sorted { $0.name < $1.name }
    for (first, second) in zip(sorted, sorted.dropFirst()) where first.name == second.name {
      throw IpaiError(
        .configuration, "two files describe the server '\(first.name)': \(first.origin) and \(second.origin)",
        hint: "rename one of them")
    }
    var aliases = BuiltInRoutes.aliases
    for entry in contents.aliases { aliases[entry.alias] = entry.server }
    let ordered = sorted.enumerated().sorted { left, right in
      let priorities = (left.element.priority ?? .max, right.element.priority ?? .max)
      return priorities.0 == priorities.1 ? left.offset < right.offset : priorities.0 < priorities.1
    }.map(\.element)
    self.servers = Self.tiered(ordered, aliases)
    self.aliases = aliases
    byName = Dictionary(uniqueKeysWithValues: ordered.indices.map { (ordered[$0].name, $0) })
    rules = contents.rules ?? BuiltInRoutes.rules
    fallback = Self.fallback(contents, defaultTarget, aliases)
    let check = RoutingCheck(servers: self.servers, aliases: aliases, rules: rules, fallback: fallback)
    try check.checkAliases(contents.aliases, in: contents.path)
    try check.checkTargets(defaultTarget: defaultTarget)
    let saysNothing =
      !contents.path.isEmpty && contents.rules == nil && contents.fallback == nil && contents.aliases.isEmpty
    warnings = (saysNothing ? ["\(contents.path) says nothing, so that the built-in rules hold"] : []) + check.warnings
  }

  /// The servers with the tiers of the built-in aliases where their files name none.
  private static func tiered(_ servers: [RoutedServer], _ aliases: [String: String]) -> [RoutedServer] {
    servers.map { server in
      var server = server
      let tiers = aliases.filter { $0.value == server.name }.compactMap { BuiltInRoutes.tiers[$0.key] }
      server.tier = server.tier ?? tiers.max()
      return server
    }
  }

  private static func fallback(_ contents: RouteFile.Contents, _ target: String?, _ aliases: [String: String])
    -> RouteRule
  {
    var rule = contents.fallback ?? BuiltInRoutes.fallback
    guard let target, target != rule.target, aliases[rule.target] ?? rule.target != target else { return rule }
    // What is built in as the fallback of one server need not be right for another.
    rule.target = target
    rule.fallback = []
    return rule
  }

  /// The server of a name or an alias; nil when there is none.
  package func server(_ name: String) -> RoutedServer? {
    let index = byName[name] ?? aliases[name].flatMap { byName[$0] }
    return index.map { servers[$0] }
  }

  /// All names by which servers can be called.
  package var names: [String] {
    (servers.map(\.name) + aliases.filter { byName[$0.value] != nil }.keys).sorted()
  }
}

extension RoutedServer {
  /// Where the description of the server stands.
  var origin: String { file ?? "the environment" }
}
