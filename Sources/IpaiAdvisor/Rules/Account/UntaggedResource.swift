extension Rule {
  /// A resource that no tag says anything about.
  static let untaggedResource = Rule(
    "DO-OPS-005", .operations, .low, .quick,
    title: "Untagged resource",
    why:
      "Tags say who a resource belongs to and what it is for. Firewalls, alerts and cost reports can select by them, and clean-ups become safer.",
    condition: "A Droplet, a volume, a database or a Kubernetes cluster has no tag of its own.",
    guards:
      "Tags that Kubernetes gives, which begin with k8s, do not count. Nodes of clusters, members of autoscale pools and volumes of Kubernetes claims are left alone. Accounts with fewer than 5 of these resources are not judged, because so few are easy to keep track of.",
    subjects: [.droplets, .gpuDroplets, .volumes, .databases, .kubernetesClusters],
    needs: [.autoscalePools],
    scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/droplets/how-to/tag/"]
  ) { account in
    let judgements = all(account)
    return judgements.count >= 5 ? judgements : []
  }

  private static func all(_ account: AccountView) -> [Judgement] {
    let facts = account.facts
    // The API writes null for a volume or a database without tags.
    let volumes = facts.volumes.filter { !Ownership.isOfCluster($0) }.map { judgement($0, $0.tags ?? [], .volumes) }
    let databases = facts.databases.map { judgement($0, $0.tags ?? [], .databases) }
    let clusters = facts.kubernetesClusters.map { judgement($0, $0.tags, .kubernetesClusters) }
    return account.ownDroplets.map { judgement($0, $0.tags, .droplets) } + volumes + databases + clusters
  }

  private static func judgement(_ resource: some Resource, _ tags: [String]?, _ collection: Collection) -> Judgement {
    guard let tags else { return resource.judged(.notAssessed("its tags were not read")) }
    if tags.contains(where: { !$0.hasPrefix("k8s") }) { return resource.judged(.pass) }
    return resource.judged(
      .fail(
        Failure(
          [Evidence("tags", tags, collection), Evidence("urn", resource.urn.text, collection)],
          fix: [
            .run("doctl compute tag create \(fill: "tag")"),
            .run("doctl compute tag apply \(fill: "tag") --resource=\(resource.urn.text)"),
          ])))
  }
}
