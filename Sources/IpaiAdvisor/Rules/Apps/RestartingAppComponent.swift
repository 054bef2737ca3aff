import IpaiCore

extension Rule {
  /// A component of an app that keeps starting again.
  static let restartingAppComponent = Rule(
    "DO-PERF-010", .performance, .high, .quick,
    title: "App component restarting",
    why:
      "A component that keeps restarting drops the requests it was working on, and most often crashes or runs out of memory.",
    condition:
      "An instance of a service or a worker was restarted more than 3 times in the last 24 hours, without the restarts of deployments.",
    guards:
      "Each deployment of the last 25 hours restarts an instance once, and that is subtracted; the extra hour is for the build. Components without metrics are not judged.",
    subjects: [.apps],
    needs: [.appMetrics, .appDeployments],
    references: ["https://docs.digitalocean.com/products/app-platform/how-to/view-logs/"]
  ) { account in
    account.judge(\.servicesAndWorkers) { outcome($0, account) }
  }

  private static func outcome(_ component: RunningComponent, _ account: AccountView) -> Outcome {
    guard let metrics = account.metrics(of: component), let restarts = metrics.restarts else {
      return .notAssessed("how often it was restarted was not read")
    }
    guard restarts > 3 else { return .pass }
    guard let deployments = account.facts.appDeployments[component.app.id] else {
      return .notAssessed("its deployments were not read")
    }
    let recent = deployments.count { !account.isOlder($0.createdAt, days: 25 / 24) }
    guard restarts - recent > 3 else { return .pass }
    return .fail(failure(component, restarts, recent, AppLoad.day(metrics)))
  }

  private static func failure(
    _ component: RunningComponent, _ restarts: Int, _ deployments: Int, _ load: AppLoad
  ) -> Failure {
    Failure(
      [
        Evidence("apps/restart_count increase (1 d)", String(restarts), .appMetrics),
        Evidence("deployments of the last 25 h", String(deployments), .appDeployments),
        Evidence(component.path("instance_count"), String(component.instances), .apps),
      ] + load.evidence,
      fix: [
        .run("doctl apps logs \(component.app.id) \(component.name) --type run --tail 200"),
        .note("The next line shows what instances wrote before they were restarted."),
        .run("doctl apps logs \(component.app.id) \(component.name) --type run_restarted --tail 200"),
      ],
      note: load.memory.flatMap { $0.maximum > 0.9 ? "The memory was nearly full, so it may be killed for that." : nil }
    )
  }
}
