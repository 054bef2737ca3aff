extension Rule {
  /// A service of a Production app without a spare instance.
  static let singleAppInstance = Rule(
    "DO-REL-017", .reliability, .low, .quick,
    title: "Production app component with one instance",
    why:
      "With one instance a service is down whenever that instance fails, and for the time that it takes to start again.",
    condition: "A service of an app in a project of the environment Production has one instance and no autoscaling.",
    guards:
      "Workers and jobs are left alone, and so are apps of other environments. Where the size allows one instance only, the cheapest size is proposed that allows more and has at least the same processors and memory. Before you add an instance, make sure that the service keeps no sessions or files in its own memory or on its own disk.",
    subjects: [.apps],
    needs: [.projects],
    followsEnvironment: false,
    references: ["https://docs.digitalocean.com/products/app-platform/how-to/scale-app/"]
  ) { account in
    account.judgeProductionApps { judgements($0, account) }
  }

  private static func judgements(_ app: App, _ account: AccountView) -> [Judgement] {
    guard app.spec != nil else { return [app.judged(.notAssessed("its spec was not read"))] }
    if app.services.isEmpty { return [app.judged(.notConcerned)] }
    return app.services.map { component in
      let isSingle = component.instances == 1 && !component.isAutoscaled
      return component.judged(isSingle ? .fail(failure(component, account)) : .pass)
    }
  }

  private static func failure(_ component: RunningComponent, _ account: AccountView) -> Failure {
    let size = account.instanceSize(component.size)
    let evidence = [
      Evidence(component.path("instance_count"), component.spec.instanceCount.map(String.init) ?? "1 (default)", .apps),
      Evidence(component.path("instance_size_slug"), component.size, .apps),
      Evidence("projects.environment", "Production", .projects),
    ]
    guard let size, size.singleInstanceOnly == true else {
      return Failure(
        evidence, saving: size?.price.map { secondInstance($0, component.size) },
        fix: component.app.specChange("set instance_count to 2 for \(component.name)"))
    }
    guard let next = scalable(from: size, account) else {
      return Failure(
        evidence,
        fix: component.app.specChange(
          "set instance_size_slug to a size that allows more than one instance and instance_count to 2 for \(component.name)"
        ))
    }
    return Failure(
      evidence, saving: twoInstances(size, next),
      fix: component.app.specChange(
        "set instance_size_slug to \(next.slug) and instance_count to 2 for \(component.name)"),
      note: "The size \(size.slug) allows one instance only.")
  }

  private static func secondInstance(_ price: Double, _ slug: String) -> Saving {
    Saving(-price, "- \(NumberText.money(price)) (usd_per_month of \(slug)) for a second instance", .api)
  }

  private static func twoInstances(_ size: AppInstanceSize, _ next: AppInstanceSize) -> Saving? {
    guard let price = size.price, let more = next.price else { return nil }
    let formula =
      "\(NumberText.money(price)) - 2 × \(NumberText.money(more)) (usd_per_month of \(size.slug) and \(next.slug))"
    return Saving(price - 2 * more, formula, .api)
  }

  /// The cheapest size that allows more than one instance and is not smaller.
  private static func scalable(from size: AppInstanceSize, _ account: AccountView) -> AppInstanceSize? {
    account.facts.appInstanceSizes.filter {
      $0.isOpen(needsMoreThanOne: true) && $0.hasSameProcessors(as: size)
        && $0.memoryBytes?.value ?? 0 >= size.memoryBytes?.value ?? 0
        && $0.cpus?.value ?? 0 >= size.cpus?.value ?? 0
    }.cheapest
  }
}
