/// What is known about the environment of a resource's project.
package enum EnvironmentAnswer: Equatable, Sendable {
  /// It is this one; nil where the project says none, and where the resource is in no project.
  case read(ProjectEnvironment?)
  /// It is not known, because the resources of some project were not read.
  case notRead

  /// Why a resource cannot be judged where it is not known.
  static let reason = "the project that it is in is not known, because the resources of some projects were not read"
}

extension AccountView {
  /// What the project of a resource is for, and whether that is known; `projectID` is the project that the resource itself names.
  package func environmentAnswer(of urn: URN, projectID: String? = nil) -> EnvironmentAnswer {
    if let project = project(of: urn) ?? facts.projects.first(where: { $0.id == projectID }) {
      return .read(project.environment.flatMap(ProjectEnvironment.init))
    }
    return isComplete(.projects) && isComplete(.projectResources) ? .read(nil) : .notRead
  }

  /// What the project of a database is for.
  package func environmentAnswer(of database: DatabaseCluster) -> EnvironmentAnswer {
    environmentAnswer(of: database.urn, projectID: database.projectID)
  }

  /// The name of the project that a database is in; nil where it is not known.
  package func projectName(of database: DatabaseCluster) -> String? {
    let project = project(of: database.urn) ?? facts.projects.first { $0.id == database.projectID }
    return project?.name
  }
}
