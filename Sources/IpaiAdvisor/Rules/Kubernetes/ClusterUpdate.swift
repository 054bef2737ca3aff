/// A command that updates a cluster.
enum ClusterUpdate {
  /// An update that changes nothing but what the flags say.
  ///
  /// doctl sends a window of its own with every update that names none, and changes the local kubeconfig unless it is told not to.
  static func command(_ cluster: KubernetesCluster, _ flags: ShellText) -> ShellText {
    "doctl kubernetes cluster update \(cluster.id) \(flags) --maintenance-window \(window(of: cluster)) --update-kubeconfig=false"
  }

  /// An update of the window alone.
  static func command(_ cluster: KubernetesCluster, window: ShellText) -> ShellText {
    "doctl kubernetes cluster update \(cluster.id) --maintenance-window \(window) --update-kubeconfig=false"
  }

  private static func window(of cluster: KubernetesCluster) -> ShellText {
    guard let policy = cluster.maintenancePolicy, let day = policy.day, let time = policy.startTime, !day.isEmpty,
      !time.isEmpty
    else { return "\(fill: "current_day=HH:MM")" }
    return "\(day)=\(time)"
  }
}
