extension Rule {
  /// A Droplet that tells nothing about its memory and disks.
  static let dropletWithoutMetricsAgent = Rule(
    "DO-OPS-001", .operations, .medium, .quick,
    title: "Droplet without the metrics agent",
    why: "Without the agent nobody knows how full memory and disks are, and no alert can say so. It is free.",
    condition: "The Droplet runs, it does not have the feature \"monitoring\", and it has no metrics.",
    guards:
      "The feature stays off where the agent was installed by hand, so a Droplet that has metrics passes, and one whose metrics were not read is not judged. Nodes of Kubernetes clusters have the agent; they and members of autoscale pools are left alone.",
    subjects: [.droplets, .gpuDroplets],
    needs: [.dropletMetrics, .autoscalePools], scopes: [.tag],
    references: ["https://docs.digitalocean.com/products/monitoring/"]
  ) { account in
    account.runningDroplets.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ droplet: Droplet, _ account: AccountView) -> Outcome {
    guard let features = droplet.features else { return .notAssessed("its features were not read") }
    if features.contains("monitoring") { return .pass }
    guard let metrics = account.facts.dropletMetrics[droplet.id.text] else {
      return .notAssessed("its metrics were not read")
    }
    guard metrics.isEmpty else { return .pass }
    let image = [droplet.image?.distribution, droplet.image?.name].compactMap { $0 }.joined(separator: " ")
    let command: ShellText =
      "doctl compute ssh \(droplet.id) --ssh-command \("curl -sSL https://repos.insights.digitalocean.com/install.sh | sudo bash")"
    let list = account.list(of: droplet)
    return .fail(
      Failure(
        [
          Evidence("features", features, list),
          Evidence("status", droplet.status ?? "-", list),
          Evidence("image", image.isEmpty ? "-" : image, list),
        ],
        fix: [.note("Install the agent on the Droplet: \(command.text)")]))
  }
}
