/// What changes a load balancer: the load balancer itself, or the Service of a cluster that keeps it.
enum LoadBalancerFix {
  /// Changes a load balancer by `change`, or the annotations of the Service that it belongs to.
  static func lines(
    _ balancer: LoadBalancer, annotations: [(name: String, value: ShellText)],
    _ change: (inout LoadBalancer) -> Void
  ) -> [Fix.Line] {
    if Ownership.isOfCluster(balancer) { return ofService(annotations) }
    var changed = balancer
    change(&changed)
    return [.run(LoadBalancerUpdate(changed).command)]
  }

  private static func ofService(_ annotations: [(name: String, value: ShellText)]) -> [Fix.Line] {
    guard !annotations.isEmpty else {
      return [.note("A Kubernetes cluster keeps this load balancer: change it by the annotations of its Service.")]
    }
    let values = annotations.map { name, value -> ShellText in
      "service.beta.kubernetes.io/do-loadbalancer-\(name)=\(value)"
    }
    let command: ShellText =
      "kubectl annotate service \(fill: "service") --namespace \(fill: "namespace") --overwrite"
    return [
      .note("A Kubernetes cluster keeps this load balancer: change the annotations of its Service."),
      .run(ShellText([command] + values)),
    ]
  }
}
