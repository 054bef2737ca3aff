extension DatabaseCluster {
  /// What evidence shows of a database.
  enum Shown { case name, engine, version, size, nodes, storage }

  /// Some of what the list of databases says, as evidence.
  func evidence(_ fields: Shown...) -> [Evidence] {
    fields.map { field in
      switch field {
      case .name: Evidence("name", name ?? "-", .databases)
      case .engine: Evidence("engine", engine ?? "-", .databases)
      case .version: Evidence("version", version ?? "-", .databases)
      case .size: Evidence("size", size ?? "-", .databases)
      case .nodes: Evidence("num_nodes", numNodes.map(String.init) ?? "-", .databases)
      case .storage: Evidence("storage_size_mib", storageSizeMiB.map(String.init) ?? "-", .databases)
      }
    }
  }
}

extension AccountView {
  /// The project of a database with its environment, as evidence.
  func projectEvidence(_ database: DatabaseCluster, _ environment: ProjectEnvironment?) -> [Evidence] {
    [
      Evidence("project.name", projectName(of: database) ?? "none", .projects),
      Evidence("project.environment", environment?.rawValue ?? "not set", .projects),
    ]
  }
}
