extension Rule {
  /// A NAT gateway that nothing goes through.
  static let idleNATGateway = Rule(
    "DO-COST-024", .cost, .low, .quick,
    title: "VPC NAT gateway without clients",
    why: "A NAT gateway is billed by the hour, whether something in its networks uses it or not.",
    condition: "The gateway is active, and has no VPC or only VPCs in which there is nothing but NAT gateways.",
    guards:
      "Kubernetes clusters with isolated workers need the gateway of their VPC, so that it is left alone. The public address of the gateway is lost when it is deleted.",
    subjects: [.natGateways],
    needs: [.vpcMembers, .kubernetesClusters],
    scopes: [.vpc],
    references: ["https://docs.digitalocean.com/products/networking/vpc/"]
  ) { account in
    account.facts.natGateways.map { $0.judged(gatewayOutcome($0, account)) }
  }

  private static func gatewayOutcome(_ gateway: NATGateway, _ account: AccountView) -> Outcome {
    guard gateway.state == "ACTIVE" else { return .pass }
    guard let networks = gateway.vpcs else { return .notAssessed("its VPCs were not read") }
    let ids = networks.map(\.vpcUUID)
    if isNeeded(ids.compactMap { $0 }, account) { return .pass }
    let members = ids.map { id in id.flatMap { account.facts.vpcMembers[$0] } }
    if members.contains(where: { $0.map(hasClient) ?? false }) { return .pass }
    guard members.allSatisfy({ $0 != nil }) else { return .notAssessed("the members of its VPCs were not all read") }
    return .fail(gatewayFailure(gateway, ids.compactMap { $0 }, account))
  }

  private static func hasClient(_ members: [VPCMember]) -> Bool {
    members.contains { URN($0.urn ?? "").kind != "vpcnatgateway" }
  }

  /// Whether a cluster with isolated workers is in one of the networks, or could be.
  private static func isNeeded(_ networks: [String], _ account: AccountView) -> Bool {
    account.facts.kubernetesClusters.contains { cluster in
      guard cluster.isolatedWorkers ?? false else { return false }
      return cluster.vpcUUID.map(networks.contains) ?? true
    }
  }

  private static func gatewayFailure(_ gateway: NATGateway, _ networks: [String], _ account: AccountView) -> Failure {
    let saving = account.runRates.monthly(gateway.id).map {
      Saving($0, "\(NumberText.money($0)) by the invoice of this month", .invoice)
    }
    return Failure(
      [
        Evidence("name", gateway.name ?? "-", .natGateways),
        Evidence("size", gateway.size.map(String.init) ?? "-", .natGateways),
        Evidence("vpcs.vpc_uuid", networks, .natGateways),
      ], saving: saving,
      fix: [.run("doctl compute vpc-nat-gateway delete \(gateway.id)", .irreversible)])
  }
}
