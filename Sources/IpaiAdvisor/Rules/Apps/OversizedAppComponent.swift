extension Rule {
  /// A component of an app whose instances are larger than its load needs.
  static let oversizedAppComponent = Rule(
    "DO-COST-019", .cost, .low, .moderate,
    title: "App Platform component on a larger instance size than it needs",
    why:
      "The size of its instances decides what a component costs. A component that uses little of its processors and memory does the same work on a smaller size.",
    condition:
      "Over the last 7 days the 95th percentile of a service or a worker was below 20 % of the processors and below 40 % of the memory, and there is a cheaper size with the same type of processors and at least 1.5 times the memory that was used.",
    guards:
      "The smaller size must hold the highest sample of the memory too, and keep the processors at 50 % or less. Sizes that are to be withdrawn are not proposed, and sizes that allow one instance only are not proposed for components with more, for components that scale automatically, in projects of the environment Production and where the environment is not known. A smaller size includes less transfer. Where fewer instances are advised too (DO-COST-018), follow one of the two and look again after a week.",
    subjects: [.apps],
    needs: [.appMetrics, .appInstanceSizes],
    references: [
      "https://docs.digitalocean.com/products/app-platform/how-to/scale-app/",
      "https://docs.digitalocean.com/products/app-platform/details/pricing/",
    ]
  ) { account in
    account.judge(\.servicesAndWorkers) { outcome($0, account) }
  }

  private static func outcome(_ component: RunningComponent, _ account: AccountView) -> Outcome {
    let load = AppLoad.week(account.metrics(of: component))
    if let cpu = load.cpu, cpu.p95 >= 0.20 { return .pass }
    if let memory = load.memory, memory.p95 >= 0.40 { return .pass }
    guard let cpu = load.cpu, let memory = load.memory else {
      return .notAssessed("there are not enough metrics of the last 7 days")
    }
    guard let size = account.instanceSize(component.size), size.price != nil, size.memoryBytes != nil, size.cpus != nil
    else { return .notAssessed("its instance size is not in the list of sizes") }
    let needsMoreThanOne =
      component.instances > 1 || component.isAutoscaled || mayBeProduction(component.app, account)
    let fitting = account.facts.appInstanceSizes.filter {
      $0.isOpen(needsMoreThanOne: needsMoreThanOne) && fits($0, insteadOf: size, cpu, memory)
    }
    guard let smaller = fitting.cheapest else { return .pass }
    return .fail(failure(component, size, smaller, load))
  }

  private static func mayBeProduction(_ app: App, _ account: AccountView) -> Bool {
    switch account.appEnvironment(app) {
    case .known(let environment): environment == .production
    case .unknown: true
    }
  }

  private static func fits(
    _ candidate: AppInstanceSize, insteadOf size: AppInstanceSize, _ cpu: MetricStatistics, _ memory: MetricStatistics
  ) -> Bool {
    guard candidate.hasSameProcessors(as: size), let price = candidate.price, price < size.price ?? 0,
      let cpus = candidate.cpus?.value, let bytes = candidate.memoryBytes?.value,
      let oldCPUs = size.cpus?.value, let oldBytes = size.memoryBytes?.value
    else { return false }
    let holdsMemory = bytes >= 1.5 * memory.p95 * oldBytes && bytes >= memory.maximum * oldBytes
    return holdsMemory && cpu.p95 * oldCPUs <= 0.5 * cpus
  }

  private static func failure(
    _ component: RunningComponent, _ size: AppInstanceSize, _ smaller: AppInstanceSize, _ load: AppLoad
  ) -> Failure {
    Failure(
      [
        Evidence(component.path("instance_size_slug"), size.slug, .apps),
        Evidence(component.path("instance_count"), String(component.instances), .apps),
        Evidence("instance_sizes.slug", smaller.slug, .appInstanceSizes),
      ] + load.evidence,
      saving: component.saving(from: size, to: smaller),
      fix: component.app.specChange("set instance_size_slug to \(smaller.slug) for \(component.name)"),
      note: transfer(size, smaller))
  }

  private static func transfer(_ size: AppInstanceSize, _ smaller: AppInstanceSize) -> String? {
    guard let before = size.bandwidthAllowanceGiB?.value, let after = smaller.bandwidthAllowanceGiB?.value,
      after < before
    else { return nil }
    return
      "An instance of \(smaller.slug) includes \(NumberText.text(after)) GiB of transfer a month instead of \(NumberText.text(before)) GiB."
  }
}
