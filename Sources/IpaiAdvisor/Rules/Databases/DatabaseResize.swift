/// A command that resizes a database.
enum DatabaseResize {
  /// A resize that keeps whatever is not named.
  ///
  /// doctl needs the nodes and the size in any case, and the storage goes with them, so that it stays as it is.
  static func command(
    _ database: DatabaseCluster, nodes: Int? = nil, size: ShellText? = nil, storage: Int? = nil
  ) -> ShellText {
    let nodes: ShellText = (nodes ?? database.numNodes).map { "\($0)" } ?? "\(fill: "num_nodes")"
    let size = size ?? database.size.map { "\($0)" } ?? "\(fill: "size")"
    let storage: ShellText = (storage ?? database.storageSizeMiB).map { "\($0)" } ?? "\(fill: "storage_size_mib")"
    return "doctl databases resize \(database.id) --num-nodes \(nodes) --size \(size) --storage-size-mib \(storage)"
  }

  /// What to know about a larger size.
  static let storageOfLargerSizes = Fix.Line.note(
    "A larger size may come with more storage than the database has: raise --storage-size-mib to that where doctl asks for it."
  )
}
