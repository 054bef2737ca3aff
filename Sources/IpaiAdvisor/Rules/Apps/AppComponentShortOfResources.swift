extension Rule {
  /// A component of an app that has too little memory or too few processors.
  static let appComponentShortOfResources = Rule(
    "DO-PERF-011", .performance, .medium, .quick,
    title: "App component short of memory or CPU",
    why:
      "A component without memory to spare is killed at the next peak, and one without processor time to spare answers slowly.",
    condition:
      "Over the last 24 hours the 95th percentile of the busiest instance of a service or a worker was above 85 % of the memory or above 85 % of the processors.",
    guards:
      "Jobs are left alone, because they may use all that they get. The proposed size is the cheapest one with more of what is short, and with the same type of processors where there is one; sizes that are to be withdrawn are not proposed, and neither are sizes that allow one instance only, where the present size allows more. For components that scale automatically, the price counts the smallest number of instances.",
    subjects: [.apps],
    needs: [.appMetrics],
    references: ["https://docs.digitalocean.com/products/app-platform/how-to/scale-app/"]
  ) { account in
    account.judge(\.servicesAndWorkers) { outcome($0, account) }
  }

  private static func outcome(_ component: RunningComponent, _ account: AccountView) -> Outcome {
    let load = AppLoad.day(account.metrics(of: component))
    let isFull = load.memory.map { $0.p95 > 0.85 } ?? false
    let isBusy = load.cpu.map { $0.p95 > 0.85 } ?? false
    guard isFull || isBusy else {
      let isKnown = load.cpu != nil && load.memory != nil
      return isKnown ? .pass : .notAssessed("there are not enough metrics of the last 24 hours")
    }
    let evidence =
      load.evidence + [
        Evidence(component.path("instance_size_slug"), component.size, .apps),
        Evidence(component.path("instance_count"), String(component.instances), .apps),
      ]
    guard let size = account.instanceSize(component.size),
      let larger = larger(than: size, component, isFull: isFull, isBusy: isBusy, account)
    else {
      let change = "set instance_size_slug to a larger size, or raise instance_count, for \(component.name)"
      return .fail(Failure(evidence, fix: component.app.specChange(change)))
    }
    return .fail(
      Failure(
        evidence, saving: component.saving(from: size, to: larger),
        fix: component.app.specChange("set instance_size_slug to \(larger.slug) for \(component.name)")))
  }

  /// The cheapest size with more of what is short, of the same type of processors if there is one.
  private static func larger(
    than size: AppInstanceSize, _ component: RunningComponent, isFull: Bool, isBusy: Bool, _ account: AccountView
  ) -> AppInstanceSize? {
    guard let cpus = size.cpus?.value, let memory = size.memoryBytes?.value, let price = size.price else { return nil }
    let needsMoreThanOne = component.mostInstances > 1 || size.singleInstanceOnly != true
    let larger = account.facts.appInstanceSizes.filter { candidate in
      guard candidate.isOpen(needsMoreThanOne: needsMoreThanOne), candidate.price ?? 0 > price,
        let moreCPUs = candidate.cpus?.value, let moreMemory = candidate.memoryBytes?.value
      else { return false }
      return (isBusy ? moreCPUs > cpus : moreCPUs >= cpus) && (isFull ? moreMemory > memory : moreMemory >= memory)
    }
    return larger.filter { $0.hasSameProcessors(as: size) }.cheapest ?? larger.cheapest
  }
}
