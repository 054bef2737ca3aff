extension Rule {
  /// A virtual private cloud with nothing in it.
  static let emptyVPC = Rule(
    "DO-OPS-014", .operations, .low, .quick,
    title: "Empty VPC",
    why:
      "Networks that nobody uses take address ranges that others may want, and make it easy to put something into the wrong one.",
    condition: "The VPC is not the default one of its region, and nothing is in it.",
    guards:
      "NAT gateways, and everything that names the VPC as its own, count as use. So do peerings, which the advisor does not read: look at their list before you delete the VPC.",
    subjects: [.vpcs],
    needs: [.vpcMembers, .natGateways],
    references: ["https://docs.digitalocean.com/products/networking/vpc/"]
  ) { account in
    let used = account.usedNetworks
    return account.facts.vpcs.map { $0.judged(networkOutcome($0, used, account)) }
  }

  private static func networkOutcome(_ network: VPC, _ used: Set<String>, _ account: AccountView) -> Outcome {
    if used.contains(network.id) { return .pass }
    guard let isDefault = network.isDefault else { return .notAssessed("it is not known whether it is the default") }
    guard !isDefault else { return .pass }
    guard let members = account.facts.vpcMembers[network.id] else { return .notAssessed("its members were not read") }
    guard members.isEmpty else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("name", network.name ?? "-", .vpcs),
          Evidence("ip_range", network.ipRange ?? "-", .vpcs),
          Evidence("region", network.region ?? "-", .vpcs),
          Evidence("members", "0", .vpcMembers),
        ],
        fix: [
          .note("Delete it only where the list of peerings does not name it."),
          .run("doctl vpcs peerings list"),
          .run("doctl vpcs delete \(network.id)", .irreversible),
        ]))
  }
}

extension AccountView {
  /// The ids of the networks that something names as its own.
  fileprivate var usedNetworks: Set<String> {
    var ids = Set(facts.natGateways.flatMap { $0.vpcs ?? [] }.compactMap(\.vpcUUID))
    ids.formUnion(allDroplets.compactMap(\.vpcUUID))
    ids.formUnion(facts.loadBalancers.compactMap(\.vpcUUID))
    ids.formUnion(facts.databases.compactMap(\.privateNetworkUUID))
    ids.formUnion(facts.kubernetesClusters.compactMap(\.vpcUUID))
    ids.formUnion(facts.autoscalePools.compactMap { $0.dropletTemplate?.vpcUUID })
    return ids
  }
}
