extension Rule {
  /// A default project that still holds resources, though there are projects for them.
  static let crowdedDefaultProject = Rule(
    "DO-OPS-006", .operations, .low, .quick,
    title: "Resources left in the default project",
    why:
      "New resources land in the default project. What stays there has no clear owner, and no environment that fits it.",
    condition: "The default project holds at least one resource, and there is at least one other project.",
    guards:
      "Some types of resources, such as snapshots and keys, cannot be assigned to a project. Only what the project itself lists counts, without resources that no longer exist.",
    subjects: [.projects],
    needs: [.projectResources],
    references: ["https://docs.digitalocean.com/products/projects/details/features/"]
  ) { account in
    account.facts.projects.compactMap { project in
      project.isDefault.map { project.judged($0 ? outcome(project, account) : .notConcerned) }
    }
  }

  /// How many resources a command line names at most.
  private static let most = 50

  private static func outcome(_ project: Project, _ account: AccountView) -> Outcome {
    guard account.facts.projects.count > 1 else {
      return account.isComplete(.projects) ? .pass : .notAssessed("not all projects were read")
    }
    guard let resources = account.facts.projectResources[project.id] else {
      return .notAssessed("its resources were not read")
    }
    let urns = resources.filter { $0.status != "not_found" }.map(\.urn).sorted()
    guard !urns.isEmpty else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("projects.is_default", "true", .projects),
          Evidence("resources.urn", summary(urns), .projectResources),
        ],
        fix: fix(urns), note: "It holds \(urns.count) \(urns.count == 1 ? "resource" : "resources")."))
  }

  private static func summary(_ urns: [String]) -> [String] {
    urns.count <= most ? urns : urns.prefix(most) + ["and \(urns.count - most) more"]
  }

  private static func fix(_ urns: [String]) -> [Fix.Line] {
    stride(from: 0, to: urns.count, by: most).map { start in
      let flags = urns[start...].prefix(most).map { "--resource=\($0)" as ShellText }
      return .run("doctl projects resources assign \(fill: "project_id") \(ShellText(flags))")
    }
  }
}
