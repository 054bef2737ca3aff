extension Rule {
  /// A component of an app with more instances than its load needs.
  static let idleAppInstances = Rule(
    "DO-COST-018", .cost, .low, .moderate,
    title: "App Platform component with idle instances",
    why:
      "Every instance of a component is billed, whether it has work or not. Fewer instances do the same work for less.",
    condition:
      "A service or a worker has more than one instance and no autoscaling, and over the last 7 days the 95th percentile of the busiest instance was below 10 % of the processors and below 40 % of the memory.",
    guards:
      "As many instances are kept as hold the processors below 50 % and the memory below 80 %. Two are kept in projects of the environment Production, because one instance has no spare, and where the environment of the project is not known. Where a smaller size is advised too (DO-COST-019), follow one of the two and look again after a week.",
    subjects: [.apps],
    needs: [.appMetrics],
    references: [
      "https://docs.digitalocean.com/products/app-platform/how-to/scale-app/",
      "https://docs.digitalocean.com/products/app-platform/details/pricing/",
    ]
  ) { account in
    account.judge(\.servicesAndWorkers) { outcome($0, account) }
  }

  private static func outcome(_ component: RunningComponent, _ account: AccountView) -> Outcome {
    let count = component.instances
    guard count > 1, !component.isAutoscaled else { return .pass }
    let load = AppLoad.week(account.metrics(of: component))
    if let cpu = load.cpu, cpu.p95 >= 0.10 { return .pass }
    if let memory = load.memory, memory.p95 >= 0.40 { return .pass }
    guard let cpu = load.cpu, let memory = load.memory else {
      return .notAssessed("there are not enough metrics of the last 7 days")
    }
    let busy = Double(count) * max(cpu.p95 / 0.5, memory.p95 / 0.8)
    let enough = max(1, WholeNumber.up(busy - 1e-9))
    switch account.appEnvironment(component.app) {
    case .known(.production) where count == 2: return .pass
    case .unknown where count == 2: return .notAssessed("the environment of its project is not known")
    case .known(.production), .unknown: return failure(component, max(2, enough), load, account)
    case .known: return failure(component, enough, load, account)
    }
  }

  private static func failure(
    _ component: RunningComponent, _ enough: Int, _ load: AppLoad, _ account: AccountView
  ) -> Outcome {
    let count = component.instances
    guard enough < count else { return .pass }
    return .fail(
      Failure(
        [
          Evidence(component.path("instance_count"), String(count), .apps),
          Evidence(component.path("instance_size_slug"), component.size, .apps),
        ] + load.evidence,
        saving: saving(component, count - enough, account),
        fix: component.app.specChange("set instance_count to \(enough) for \(component.name)"),
        note: enough == 1 ? "With one instance the component is down whenever that instance fails or restarts." : nil))
  }

  private static func saving(_ component: RunningComponent, _ fewer: Int, _ account: AccountView) -> Saving? {
    guard let price = account.instanceSize(component.size)?.price else { return nil }
    return Saving(
      Double(fewer) * price, "\(fewer) × \(NumberText.money(price)) (usd_per_month of \(component.size))", .api)
  }
}
