/// A part of an account that has resources of a kind, as it was read.
struct ResourceList {
  /// The part that they were read from.
  let collection: Collection
  /// What they are.
  let kind: ResourceKind
  /// The names of the resources.
  let urns: [URN]
  private let findDuplicate: () -> String?

  fileprivate init<Listed: Resource>(_ collection: Collection, _ resources: [Listed]) {
    self.collection = collection
    kind = Listed.kind
    urns = resources.map(\.urn)
    findDuplicate = { Self.duplicate(in: collection, resources) }
  }

  fileprivate init(_ collection: Collection, _ kind: ResourceKind, _ urns: [URN]) {
    self.collection = collection
    self.kind = kind
    self.urns = urns
    findDuplicate = { nil }
  }

  /// Two of the resources with the same id, as a sentence with the path to them; nil where there are none.
  var duplicate: String? { findDuplicate() }

  private static func duplicate(in list: Collection, _ resources: [some Resource]) -> String? {
    var places: [String: Int] = [:]
    for (index, resource) in resources.enumerated() {
      if let first = places.updateValue(index, forKey: resource.key) {
        let name = list.rawValue
        return "\(name).\(index) and \(name).\(first) have the same id \(resource.key.prefix(80))"
      }
    }
    return nil
  }
}

extension AccountFacts {
  /// All resources that were read, of every kind that findings can be about. Whatever goes over all resources goes over this.
  var resourceLists: [ResourceList] {
    [
      ResourceList(.account, [account].compactMap(\.self)),
      ResourceList(.droplets, droplets),
      ResourceList(.gpuDroplets, gpuDroplets),
      ResourceList(.autoscalePools, autoscalePools),
      ResourceList(.volumes, volumes),
      ResourceList(.snapshots, snapshots),
      ResourceList(.images, images),
      ResourceList(.firewalls, firewalls),
      ResourceList(.loadBalancers, loadBalancers),
      ResourceList(.reservedIPs, reservedIPs),
      ResourceList(.reservedIPv6, reservedIPv6),
      ResourceList(.vpcs, vpcs),
      ResourceList(.natGateways, natGateways),
      ResourceList(.domains, domains),
      ResourceList(.certificates, certificates),
      ResourceList(.cdnEndpoints, cdnEndpoints),
      ResourceList(.spacesKeys, spacesKeys),
      ResourceList(.databases, databases),
      ResourceList(.kubernetesClusters, kubernetesClusters),
      ResourceList(.registry, [registry].compactMap(\.self)),
      ResourceList(.apps, apps),
      ResourceList(.agents, agents),
      ResourceList(.functionNamespaces, functionNamespaces),
      ResourceList(.functionTriggers, .functionTrigger, triggerNames),
      ResourceList(.uptimeChecks, uptimeChecks),
      ResourceList(.projects, projects),
      ResourceList(.projectResources, .space, spaceNames),
    ]
  }

  /// The names of all resources that were read.
  package var resources: Set<URN> { Set(resourceLists.flatMap(\.urns)) }

  private var triggerNames: [URN] {
    functionTriggers.flatMap { namespace, triggers in
      triggers.compactMap(\.name).map { URN(.functionTrigger, namespace + "/" + $0) }
    }
  }

  /// The buckets, which only the projects that they are in list.
  private var spaceNames: [URN] {
    projectResources.values.joined().map { URN($0.urn) }.filter { $0.kind == ResourceKind.space.rawValue }
  }
}
