package import IpaiAccess
import IpaiCore
import IpaiEvals
import IpaiSkills

/// `skills eval`: runs the evals of skills.
package enum SkillsEvalAction: Action {
  /// Which skills, and how.
  package struct Request: ActionRequest {
    package var skill: [String] = []
    package var jobs: Int?
    package var isolated = false
    package var discard = false
    package var graderUrl: String?
    package var graderModel: String?

    package init() {}
  }

  /// What came of the evals.
  package struct Outcome: ListOutcome, Equatable {
    /// In the order of the request.
    package var items: [EvaluatedSkill] = []
    /// How many cases passed.
    package var passed = 0
    /// How many failed.
    package var failed = 0
    /// How many were not run.
    package var skipped = 0

    enum CodingKeys: String, CodingKey {
      case passed, failed, skipped
      case items = "skills"
    }
  }

  package static let name = ActionName("skills", "eval")
  package static let effect = Effect.idempotent
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/skills/eval")
  package static let summary = "Run the evals of skills: check what their commands and prompts give."
  package static let fields: [Field<Request>] = [
    .texts(
      "skill", \.skill, "The name of a skill, or name@version, or the path of its folder, which has a slash in it."),
    .integer(
      "jobs", \.jobs, 0...256, fallback: "the setting jobs", "How many cases are run at once; 0 for one a processor."),
    .flag(
      "isolated", \.isolated,
      "Run nothing if commands cannot be kept from the network, the files and the processes of this machine."),
    .flag("discard", \.discard, "Do not keep the results."),
    .text(
      "grader_url", \.graderUrl, minBytes: 1, maxBytes: 2_000,
      "The address of a service with OpenAI's interface for chats, for prompts and for what a model has to judge.",
      fallback: "none, and such cases are skipped"),
    .text("grader_model", \.graderModel, minBytes: 1, maxBytes: 200, "The name of the service's model."),
  ]
  package static var example: Request {
    var request = Request()
    request.skill = ["deploy-check"]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    guard services.roots == nil else {
      throw IpaiError(
        .denied, "evals run commands, which a client of a server may not do",
        hint: "run them on the machine of the server: ipai skills eval NAME")
    }
    guard !request.skill.isEmpty else { throw IpaiError(.usage, "skill must be a list with at least one skill") }
    let model = try services.evalModel(url: request.graderUrl, name: request.graderModel)
    return try await services.working { isCancelled in
      var packages: [SkillPackage] = []
      for text in request.skill { packages.append(try await services.skillPackage(text)) }
      let runner = try await EvalRunner(
        temporaryFolder: services.temporaryFolder, jobs: services.jobs(request.jobs), model: model)
      if request.isolated, let remark = runner.isolation.remark {
        throw IpaiError(.unavailable, remark, hint: "see ipai-skills(7), 'Isolation'")
      }
      var outcome = Outcome()
      for package in packages {
        let results = try await Self.results(package, runner, services, isCancelled)
        if !request.discard { try services.evalRecords.save(results) }
        outcome.items.append(try EvaluatedSkill(results))
        outcome.passed += results.count(.passed)
        outcome.failed += results.count(.failed)
        outcome.skipped += results.count(.skipped)
      }
      return outcome
    }
  }

  private static func results(
    _ package: SkillPackage, _ runner: EvalRunner, _ services: Services, _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> EvalResults {
    let phase = "running the evals of \(package.manifest?.name.text ?? package.path)"
    return try await runner.run(
      package, at: Timestamp(services.now()), ipai: Version.number, isCancelled: isCancelled
    ) { done, total in
      services.report(WorkProgress(phase: phase, done: done, total: total))
    }
  }
}
