/// What rules about apps have in common.
extension AccountView {
  /// What is known about the environment of an app's project.
  enum AppEnvironment: Equatable {
    /// It is this one, or the project has none.
    case known(ProjectEnvironment?)
    /// The project was not read.
    case unknown
  }

  /// The environment of an app's project, by the app's own `project_id` or by the lists of what projects hold.
  func appEnvironment(_ app: App) -> AppEnvironment {
    if let id = app.projectID, !id.isEmpty {
      guard let project = facts.projects.first(where: { $0.id == id }) else { return .unknown }
      return .known(project.environment.flatMap(ProjectEnvironment.init))
    }
    if let project = project(of: app.urn) { return .known(project.environment.flatMap(ProjectEnvironment.init)) }
    return isComplete(.projects) && isComplete(.projectResources) ? .known(nil) : .unknown
  }

  /// The size of instances with a slug; nil for one that is not listed.
  func instanceSize(_ slug: String) -> AppInstanceSize? { facts.appInstanceSizes.first { $0.slug == slug } }

  /// The metrics of a component; nil where they were not read.
  func metrics(of component: RunningComponent) -> AppMetrics? { facts.appMetrics[component.app.id]?[component.name] }
}
