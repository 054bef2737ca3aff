import Foundation
import IpaiAdvisor

extension RedactionTests {
  /// The names of resources in an account and in the redacted one, which has them in the same order; those that are only named somewhere are
  /// what the redaction says.
  static func urns(_ facts: AccountFacts, _ redacted: AccountFacts, _ redaction: Redaction?) -> [URN: URN] {
    var urns: [URN: URN] = [:]
    func pair<Kind: Resource>(_ list: KeyPath<AccountFacts, [Kind]>) {
      for (before, after) in zip(facts[keyPath: list], redacted[keyPath: list]) { urns[before.urn] = after.urn }
    }
    pair(\.droplets)
    pair(\.gpuDroplets)
    pair(\.autoscalePools)
    pair(\.images)
    pair(\.snapshots)
    pair(\.volumes)
    pair(\.cdnEndpoints)
    pair(\.spacesKeys)
    pair(\.firewalls)
    pair(\.loadBalancers)
    pair(\.reservedIPs)
    pair(\.reservedIPv6)
    pair(\.vpcs)
    pair(\.natGateways)
    pair(\.domains)
    pair(\.certificates)
    pair(\.databases)
    pair(\.kubernetesClusters)
    pair(\.apps)
    pair(\.functionNamespaces)
    pair(\.uptimeChecks)
    pair(\.projects)
    pair(\.agents)
    if let before = facts.account, let after = redacted.account { urns[before.urn] = after.urn }
    if let before = facts.registry, let after = redacted.registry { urns[before.urn] = after.urn }
    guard let redaction else { return urns }
    var named = facts.projectResources.values.flatMap { $0 }.map { URN($0.urn) }
    named += facts.securityAffected.values.flatMap { $0 }.compactMap(\.urn).map { URN($0) }
    for (namespace, triggers) in facts.functionTriggers {
      named += triggers.compactMap(\.name).map { URN(.functionTrigger, namespace + "/" + $0) }
    }
    named.append(URN(.account, "-"))
    for urn in named where urns[urn] == nil { urns[urn] = redaction.redacted(urn) }
    return urns
  }
}

/// The texts of an account that somebody chose: all that the API does not know by itself.
enum ChosenTexts {
  /// The texts of six characters or more, and the parts of them. Throws what reading the API's description throws.
  static func of(_ facts: AccountFacts) throws -> Set<String> {
    let tree = try JSONSerialization.jsonObject(with: JSONEncoder().encode(facts))
    guard var members = tree as? [String: Any] else { return [] }
    var known = try enums()
    // What the API offers to everybody, and the names of the members themselves.
    let offered = [
      "sizes", "app_instance_sizes", "database_options", "kubernetes_options", "kubernetes_upgrades", "states",
    ]
    for name in offered {
      collect(members[name] as Any) { known.insert($0.lowercased()) }
      members[name] = nil
    }
    for member in try JSONSerialization.jsonObject(with: JSONEncoder().encode(try FullFacts.facts())) as? [String: Any]
      ?? [:]
    {
      collectKeys(member.value) { known.insert($0.lowercased()) }
    }
    var chosen: Set<String> = []
    collect(members) { text in
      guard !known.contains(text.lowercased()), !isRegular(text) else { return }
      chosen.insert(text)
      for part in text.split(whereSeparator: { "./:@?&\" ".contains($0) }) { chosen.insert(String(part)) }
    }
    let words = judged.union(known)
    return chosen.filter { $0.count >= 6 && !words.contains($0.lowercased()) && !isRegular($0) }
  }

  /// Which of some texts are in another one, whatever their letters' case.
  static func found(_ texts: Set<String>, in content: String) -> [String] {
    let bytes = Data(content.lowercased().utf8)
    return texts.filter { bytes.range(of: Data($0.lowercased().utf8)) != nil }.sorted()
  }

  /// Words of the API that its description lists nowhere, and those by which rules judge.
  private static let judged: Set<String> = [
    "stateless", "production", "staging", "testing", "development", "bastion", "doadmin", "defaultdb", "_dmarc",
    "v=spf1",
    "v=dmarc1;", "p=reject;", "include", "backup", "secret", "snapshot", "private", "terraform", "registry",
    "ondigitalocean", "digitaloceanspaces", "new york 1", "new york 2", "new york 3", "san francisco 2",
    "san francisco 3", "amsterdam 3", "singapore 1", "london 1", "frankfurt 1", "toronto 1", "bangalore 1", "sydney 1",
    "monitoring", "backups", "private_networking", "loadbalancer", "load balancers", "kubernetes clusters", "scheduled",
    // Parts of texts of the API and of rules, in which they stay.
    "amsterdam", "balancers", "francisco", "frankfurt", "london", "singapore", "toronto", "bangalore", "sydney",
    "gateways", "vpc nat gateways", "fullaccess", "webhook", "password", "latest-tag", "unused-config-map",
    "hostpath-volume", "node-name-pod-selector", "backend",
    "create", "update", "digitalocean", "format", "health", "mapper", "rua=mailto", "v=spf1 all", "v=spf1 -all",
    "p=none", "v=dmarc1; p=none", "v=spf1 mx -all", "v=spf1 mx ~all", "v=spf1 mx +all", "v=spf1 ?all", "v=spf1 mx all",
    "squashfs", "https", "kubernetes", "droplets", "spaces", "volumes",
  ]

  /// Ids, dates, numbers, sizes with their numbers, and URNs of ids.
  private static func isRegular(_ text: String) -> Bool {
    text.wholeMatch(of: regular) != nil
  }

  // swift-format-ignore: NeverUseForceTry
  private nonisolated(unsafe) static let regular = try! Regex(
    [
      #"(do:[a-z0-9]+:)?(fn-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"#, #"(do:[a-z0-9]+:)?[0-9]+"#, #"[0-9a-f]{40}"#,
      #"[0-9]{4}-[0-9]{2}(-[0-9]{2})?(T[0-9:]+Z)?"#, #"[0-9]{2}T[0-9]{2}"#, #"do:spaceskey:[0-9a-f]{12}"#,
      #"[0-9.]+(\.[0-9]+)+-do\.[0-9]+"#, #"(pvc-|snapshot-)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"#,
      #"a[0-9a-f]{31,32}"#, #"[0-9]+\.[0-9]+ (\(LTS\) )?x64"#, #"[a-z]+-[0-9-]+-x64"#, #"1-DO-[A-Z]+-[0-9]+"#,
      #"k8s:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"#, #"autoscale:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"#,
      #"[0-9]{2}:[0-9]{2}(:[0-9]{2})?"#, #"[0-9]+-[0-9]+"#, #"[-0-9*/, ]+"#, #"[0-9]{2}Z"#, #"[0-9]+h0m0s"#,
      #"[0-9.]+ x64"#,
      #"(10|127|0|192\.168|172\.16|169\.254)(\.0)+(/[0-9]+)?"#,
    ].joined(separator: "|"))

  private static func collect(_ tree: Any, _ add: (String) -> Void) {
    switch tree {
    case let members as [String: Any]:
      for (key, value) in members {
        add(key)
        collect(value, add)
      }
    case let elements as [Any]: for element in elements { collect(element, add) }
    case let text as String: add(text)
    default: break
    }
  }

  private static func collectKeys(_ tree: Any, _ add: (String) -> Void) {
    switch tree {
    case let members as [String: Any]:
      for (key, value) in members {
        add(key)
        collectKeys(value, add)
      }
    case let elements as [Any]: for element in elements { collectKeys(element, add) }
    default: break
    }
  }

  /// The values that the description of the API lists, and words of rules.
  private static func enums() throws -> Set<String> {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "TestSupport/digitalocean/openapi.json")
    var values: Set<String> = []
    func walk(_ tree: Any) {
      switch tree {
      case let members as [String: Any]:
        for (key, value) in members {
          if key == "enum", let list = value as? [Any] {
            for case let text as String in list { values.insert(text.lowercased()) }
          }
          walk(value)
        }
      case let elements as [Any]: elements.forEach(walk)
      default: break
      }
    }
    walk(try JSONSerialization.jsonObject(with: Data(contentsOf: file)))
    return values
  }
}
