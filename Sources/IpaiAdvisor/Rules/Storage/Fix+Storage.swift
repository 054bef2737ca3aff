extension Fix {
  /// A volume is deleted after a snapshot was made of it.
  static func delete(_ volume: Volume, snapshotNamed name: String) -> [Line] {
    [snapshot(volume, named: name), .run("doctl compute volume delete \(volume.id)", .irreversible)]
  }

  /// A snapshot is made of a volume.
  static func snapshot(_ volume: Volume, named name: String) -> Line {
    .run("doctl compute volume snapshot \(volume.id) --snapshot-name \(name)")
  }

  /// A snapshot is deleted: with kubectl where a cluster made it, because what the cluster knows of it would stay behind.
  static func delete(_ snapshot: Snapshot) -> [Line] {
    guard Ownership.isOfCluster(snapshot), let name = snapshot.name else {
      return [.run("doctl compute snapshot delete \(snapshot.id)", .irreversible)]
    }
    let content = "snapcontent-" + name.dropFirst("snapshot-".count)
    return [
      .note("A Kubernetes cluster made this snapshot: delete it there, and the snapshot goes with it."),
      .run("kubectl get volumesnapshotcontent \(content)"),
      .run("kubectl delete volumesnapshot \(fill: "name") --namespace \(fill: "namespace")", .irreversible),
    ]
  }
}
