/// A member of the facts that is not about the reading itself: how it is read, and how it is taken apart and put together again where a
/// snapshot has it in more than one part.
struct FactsMember: Sendable {
  typealias Key = AccountFacts.CodingKeys

  let key: Key
  /// Reads the value of a description into facts; one that is missing leaves them as they are. Throws `DecodingError`.
  let read: @Sendable (_ members: KeyedDecodingContainer<Key>, _ facts: inout AccountFacts) throws -> Void
  /// The value in parts of not more than `most` elements; none for a value without elements.
  let parts: @Sendable (_ facts: AccountFacts, _ most: Int) -> [any Encodable]
  /// Adds the value of `other` to that of facts. What cannot be there twice is named, as a path.
  let join: @Sendable (_ facts: inout AccountFacts, _ other: AccountFacts) -> String?

  private init<Element: Codable & Sendable>(_ key: Key, _ path: any WritableKeyPath<AccountFacts, [Element]> & Sendable)
  {
    self.key = key
    read = { members, facts in
      if let list = try members.decodeIfPresent([Element].self, forKey: key) { facts[keyPath: path] = list }
    }
    parts = { facts, most in
      let list = facts[keyPath: path]
      return stride(from: 0, to: list.count, by: most).map { Array(list[$0..<min($0 + most, list.count)]) }
    }
    join = { facts, other in
      facts[keyPath: path] += other[keyPath: path]
      return nil
    }
  }

  private init<Value: Codable & Sendable>(
    _ key: Key, _ path: any WritableKeyPath<AccountFacts, [String: Value]> & Sendable
  ) {
    self.key = key
    read = { members, facts in
      if let values = try members.decodeIfPresent([String: Value].self, forKey: key) { facts[keyPath: path] = values }
    }
    parts = { facts, most in
      let values = facts[keyPath: path]
      let names = values.keys.sorted()
      return stride(from: 0, to: names.count, by: most).map { start in
        let part = names[start..<min(start + most, names.count)].lazy
        return Dictionary(uniqueKeysWithValues: part.compactMap { name in values[name].map { (name, $0) } })
      }
    }
    join = { facts, other in
      let added = other[keyPath: path]
      let twice = added.keys.filter { facts[keyPath: path][$0] != nil }.min()
      facts[keyPath: path].merge(added) { first, _ in first }
      return twice.map { key.rawValue + "." + $0.prefix(80) }
    }
  }

  private init<Value: Codable & Sendable>(_ key: Key, _ path: any WritableKeyPath<AccountFacts, Value?> & Sendable) {
    self.key = key
    read = { members, facts in
      if let value = try members.decodeIfPresent(Value.self, forKey: key) { facts[keyPath: path] = value }
    }
    parts = { facts, _ in facts[keyPath: path].map { [$0] } ?? [] }
    join = { facts, other in
      guard let value = other[keyPath: path] else { return nil }
      guard facts[keyPath: path] == nil else { return key.rawValue }
      facts[keyPath: path] = value
      return nil
    }
  }
}

extension FactsMember {
  /// All members, in the order in which they are written.
  static let all: [FactsMember] = [
    FactsMember(.account, \.account),
    FactsMember(.droplets, \.droplets),
    FactsMember(.gpuDroplets, \.gpuDroplets),
    FactsMember(.dropletActions, \.dropletActions),
    FactsMember(.backupPolicies, \.backupPolicies),
    FactsMember(.neighbors, \.neighbors),
    FactsMember(.autoscalePools, \.autoscalePools),
    FactsMember(.sizes, \.sizes),
    FactsMember(.images, \.images),
    FactsMember(.snapshots, \.snapshots),
    FactsMember(.volumes, \.volumes),
    FactsMember(.cdnEndpoints, \.cdnEndpoints),
    FactsMember(.spacesKeys, \.spacesKeys),
    FactsMember(.firewalls, \.firewalls),
    FactsMember(.loadBalancers, \.loadBalancers),
    FactsMember(.reservedIPs, \.reservedIPs),
    FactsMember(.reservedIPv6, \.reservedIPv6),
    FactsMember(.vpcs, \.vpcs),
    FactsMember(.vpcMembers, \.vpcMembers),
    FactsMember(.natGateways, \.natGateways),
    FactsMember(.domains, \.domains),
    FactsMember(.domainRecords, \.domainRecords),
    FactsMember(.certificates, \.certificates),
    FactsMember(.databases, \.databases),
    FactsMember(.databaseSources, \.databaseSources),
    FactsMember(.databaseBackups, \.databaseBackups),
    FactsMember(.databasePools, \.databasePools),
    FactsMember(.databaseUsers, \.databaseUsers),
    FactsMember(.databaseEviction, \.databaseEviction),
    FactsMember(.databaseAutoscale, \.databaseAutoscale),
    FactsMember(.databaseLogsinks, \.databaseLogsinks),
    FactsMember(.databaseOptions, \.databaseOptions),
    FactsMember(.kubernetesClusters, \.kubernetesClusters),
    FactsMember(.kubernetesUpgrades, \.kubernetesUpgrades),
    FactsMember(.clusterlint, \.clusterlint),
    FactsMember(.clusterStatusMessages, \.clusterStatusMessages),
    FactsMember(.kubernetesOptions, \.kubernetesOptions),
    FactsMember(.registry, \.registry),
    FactsMember(.registrySubscription, \.registrySubscription),
    FactsMember(.apps, \.apps),
    FactsMember(.appDeployments, \.appDeployments),
    FactsMember(.appAlerts, \.appAlerts),
    FactsMember(.appInstanceSizes, \.appInstanceSizes),
    FactsMember(.functionNamespaces, \.functionNamespaces),
    FactsMember(.functionTriggers, \.functionTriggers),
    FactsMember(.uptimeChecks, \.uptimeChecks),
    FactsMember(.uptimeStates, \.uptimeStates),
    FactsMember(.uptimeAlerts, \.uptimeAlerts),
    FactsMember(.alertPolicies, \.alertPolicies),
    FactsMember(.balance, \.balance),
    FactsMember(.invoices, \.invoices),
    FactsMember(.invoicePreview, \.invoicePreview),
    FactsMember(.billingInsights, \.billingInsights),
    FactsMember(.projects, \.projects),
    FactsMember(.projectResources, \.projectResources),
    FactsMember(.tags, \.tags),
    FactsMember(.securityScan, \.securityScan),
    FactsMember(.securityAffected, \.securityAffected),
    FactsMember(.securitySettings, \.securitySettings),
    FactsMember(.agents, \.agents),
    FactsMember(.agentDetails, \.agentDetails),
    FactsMember(.dropletMetrics, \.dropletMetrics),
    FactsMember(.loadBalancerMetrics, \.loadBalancerMetrics),
    FactsMember(.databaseMetrics, \.databaseMetrics),
    FactsMember(.appMetrics, \.appMetrics),
  ]
}
