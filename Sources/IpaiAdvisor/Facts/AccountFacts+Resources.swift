extension AccountFacts {
  /// The name under which a resource is known here: the account has one name, though others name it by the person or the team.
  package func resolved(_ urn: URN) -> URN {
    guard let account, ["account", "user", "team"].contains(urn.kind),
      urn.key == account.uuid || account.team?.uuid.map({ urn.key == $0 }) ?? false
    else { return urn }
    return account.urn
  }

  /// All resources that were read, of every kind that findings can be about.
  package var resources: Set<URN> {
    var urns: Set<URN> = []
    func add(_ resources: [some Resource]) { urns.formUnion(resources.lazy.map(\.urn)) }
    add([account].compactMap(\.self))
    add(droplets)
    add(gpuDroplets)
    add(volumes)
    add(snapshots)
    add(images)
    add(firewalls)
    add(vpcs)
    add(domains)
    add(certificates)
    add(kubernetesClusters)
    add([registry].compactMap(\.self))
    add(apps)
    add(agents)
    add(projects)
    add(reservedIPs)
    add(reservedIPv6)
    add(loadBalancers)
    add(natGateways)
    add(cdnEndpoints)
    add(spacesKeys)
    add(databases)
    add(autoscalePools)
    add(uptimeChecks)
    add(functionNamespaces)
    for (namespace, triggers) in functionTriggers {
      urns.formUnion(triggers.compactMap(\.name).map { URN(.functionTrigger, namespace + "/" + $0) })
    }
    let listed = projectResources.values.joined().lazy.map { URN($0.urn) }
    urns.formUnion(listed.filter { $0.kind == ResourceKind.space.rawValue })
    return urns
  }
}
