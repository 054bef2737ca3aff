extension Rule {
  /// What clusterlint found in its last run, by check.
  static let clusterlintFinding = Rule(
    "DO-OPS-009", .operations, .low, .moderate,
    title: "DOKS clusterlint diagnostics",
    why:
      "Clusterlint finds objects that an upgrade would break or lose, and habits that make a cluster hard to run. Each check says what is wrong with which object.",
    condition:
      "The last run of clusterlint reports errors, which are of severity medium, or warnings, which are of severity low; there is one finding for each check.",
    guards:
      "Suggestions are not counted. A cluster whose last run is missing or not complete is not assessed, and no run is started here. Clusterlint itself leaves out objects with the annotation clusterlint.digitalocean.com/disabled-checks. Clusters that are being deleted are left alone.",
    subjects: [.kubernetesClusters], needs: [.clusterlint],
    references: ["https://github.com/digitalocean/clusterlint"]
  ) { account in
    account.standingClusters.flatMap { judgements($0, account.facts.clusterlint[$0.id]) }
  }

  private static func judgements(_ cluster: KubernetesCluster, _ run: ClusterlintRun?) -> [Judgement] {
    guard let run else {
      return [cluster.judged(.notAssessed("clusterlint has not been run, or its run was not read"))]
    }
    guard run.completedAt != nil, let diagnostics = run.diagnostics else {
      return [cluster.judged(.notAssessed("the last run of clusterlint is not complete"))]
    }
    let counted = diagnostics.filter { ["error", "warning"].contains($0.severity) }
    if counted.isEmpty { return [cluster.judged(.pass)] }
    return Dictionary(grouping: counted) { $0.checkName ?? "unnamed" }.sorted { $0.key < $1.key }
      .map { cluster.judged(.fail(failure(cluster, run, $0.key, $0.value)), subKey: $0.key) }
  }

  private static func failure(
    _ cluster: KubernetesCluster, _ run: ClusterlintRun, _ check: String, _ diagnostics: [ClusterlintRun.Diagnostic]
  ) -> Failure {
    let objects = diagnostics.compactMap(\.object)
    let messages = diagnostics.compactMap(\.message).reduce(into: [String]()) { messages, message in
      if !messages.contains(message) { messages.append(message) }
    }
    let isError = diagnostics.contains { $0.severity == "error" }
    return Failure(
      [
        Evidence("diagnostics.check_name", check, .clusterlint),
        Evidence("diagnostics.severity", isError ? "error" : "warning", .clusterlint),
        Evidence("diagnostics.message", shortened(messages), .clusterlint),
        Evidence("diagnostics.object", shortened(objects.map(text)), .clusterlint),
        Evidence("completed_at", run.completedAt, .clusterlint),
      ],
      fix: objects.prefix(shown).compactMap(description) + [
        .note("Run clusterlint again once this is fixed."),
        .run(ManagedRequest.line("POST", "kubernetes/clusters/\(cluster.id)/clusterlint")),
      ],
      severity: isError ? .medium : .low)
  }

  /// How many objects of a check are written out.
  private static let shown = 5

  private static func shortened(_ texts: [String]) -> [String] {
    texts.count <= shown ? texts : texts.prefix(shown) + ["and \(texts.count - shown) more"]
  }

  private static func text(_ object: ClusterlintRun.Subject) -> String {
    [object.kind, object.namespace, object.name].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "/")
  }

  private static func description(_ object: ClusterlintRun.Subject) -> Fix.Line? {
    // Clusterlint writes kinds as words, such as "config map", and kubectl takes them as one.
    guard let kind = object.kind?.filter({ $0 != " " }), !kind.isEmpty, let name = object.name, !name.isEmpty else {
      return nil
    }
    let operands: ShellText = "\(kind) \(name)"
    guard let namespace = object.namespace, !namespace.isEmpty else { return .run("kubectl describe \(operands)") }
    return .run("kubectl -n \(namespace) describe \(operands)")
  }
}
