extension Rule {
  /// A project that does not say what it is for.
  static let projectWithoutEnvironment = Rule(
    "DO-OPS-007", .operations, .low, .quick,
    title: "Project without an environment",
    why:
      "The environment says how much a resource matters: findings about Production are a step more severe, and some rules judge nothing else. Without it, a weakness of Production looks like any other.",
    condition: "The environment of a project is not set.",
    guards: "Set Production only where it is true, because rules such as DO-REL-017 ask more of it.",
    subjects: [.projects],
    references: ["https://docs.digitalocean.com/products/projects/details/features/"]
  ) { account in
    account.facts.projects.map { $0.judged(outcome($0)) }
  }

  private static func outcome(_ project: Project) -> Outcome {
    guard (project.environment ?? "").isEmpty else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("projects.environment", project.environment == nil ? "null" : "\"\"", .projects),
          Evidence("projects.purpose", project.purpose ?? "-", .projects),
        ],
        fix: [
          .note("Write Staging or Development instead of Production where that is what the project is for."),
          .run("doctl projects update \(project.id) --environment Production"),
        ]))
  }
}
