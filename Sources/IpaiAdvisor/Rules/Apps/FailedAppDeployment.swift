extension Rule {
  /// An app whose latest deployment did not go live.
  static let failedAppDeployment = Rule(
    "DO-REL-020", .reliability, .high, .quick,
    title: "Latest app deployment failed",
    why: "The app still runs an older version, or none at all. Fixes that people believe to be live are not.",
    condition:
      "The latest deployment of an app ended with ERROR or was CANCELED, and is newer than the deployment that is live, or there is none that is live.",
    guards:
      "A deployment that a newer one replaced (SUPERSEDED) is normal. While a newer deployment is built or rolled out, and after a rollback, the app passes.",
    subjects: [.apps],
    needs: [.appDeployments],
    references: ["https://docs.digitalocean.com/products/app-platform/how-to/manage-deployments/"]
  ) { account in
    account.facts.apps.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ app: App, _ account: AccountView) -> Outcome {
    guard let deployments = account.facts.appDeployments[app.id] else {
      return .notAssessed("its deployments were not read")
    }
    guard let latest = latest(of: deployments) else { return .pass }
    guard let phase = latest.phase else { return .notAssessed("the phase of its latest deployment is not known") }
    guard ["ERROR", "CANCELED"].contains(phase) else { return .pass }
    guard let active = app.activeDeployment else { return .fail(failure(app, latest, phase)) }
    if active.id != nil, active.id == latest.id { return .pass }
    let listed = deployments.first { $0.id != nil && $0.id == active.id }
    guard let made = latest.createdAt, let live = active.createdAt ?? listed?.createdAt else {
      return .notAssessed("it is not known which of its deployments is newer")
    }
    return made > live ? .fail(failure(app, latest, phase)) : .pass
  }

  /// The newest deployment. The API lists it first, which counts where a date is missing.
  private static func latest(of deployments: [AppDeployment]) -> AppDeployment? {
    guard deployments.allSatisfy({ $0.createdAt != nil }) else { return deployments.first }
    return deployments.reduce(nil) { newest, deployment in
      guard let newest, let time = newest.createdAt, let other = deployment.createdAt else { return deployment }
      return other > time ? deployment : newest
    }
  }

  private static func failure(_ app: App, _ deployment: AppDeployment, _ phase: String) -> Failure {
    Failure(
      evidence(app, deployment, phase),
      fix: fix(app, deployment),
      title: phase == "CANCELED" ? "Latest app deployment was canceled" : nil,
      note: app.activeDeployment == nil ? "No deployment of the app is live." : nil)
  }

  private static func evidence(_ app: App, _ deployment: AppDeployment, _ phase: String) -> [Evidence] {
    var evidence = [
      Evidence("deployments[0].phase", phase, .appDeployments),
      Evidence("deployments[0].cause", deployment.cause ?? "-", .appDeployments),
      Evidence("deployments[0].created_at", deployment.createdAt, .appDeployments),
      Evidence("active_deployment.created_at", app.activeDeployment?.createdAt, .apps),
    ]
    if let progress = deployment.progress, let total = progress.totalSteps {
      let text = "\(progress.successSteps ?? 0) of \(total) steps done, \(progress.errorSteps ?? 0) with errors"
      evidence.append(Evidence("deployments[0].progress", text, .appDeployments))
    }
    return evidence
  }

  private static func fix(_ app: App, _ deployment: AppDeployment) -> [Fix.Line] {
    var lines: [Fix.Line] = []
    if let id = deployment.id {
      lines = [
        .run("doctl apps logs \(app.id) --type build --deployment \(id)"),
        .run("doctl apps logs \(app.id) --type deploy --deployment \(id)"),
      ]
    }
    return lines + [
      .note("Repair what the logs show, and then deploy again."),
      .run("doctl apps create-deployment \(app.id) --wait"),
    ]
  }
}
