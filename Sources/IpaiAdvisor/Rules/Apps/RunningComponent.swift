/// A part of an app that runs all the time: a service or a worker.
struct RunningComponent {
  let app: App
  /// The list of the spec that it stands in, such as `services`.
  let list: String
  let name: String
  let spec: AppComponent

  /// What the API takes where a spec names no size.
  private static let defaultSize = "apps-s-1vcpu-0.5gb"

  /// The size of its instances.
  var size: String { spec.instanceSizeSlug ?? Self.defaultSize }
  /// Whether App Platform decides how many instances there are.
  var isAutoscaled: Bool { spec.autoscaling != nil }
  /// How many instances it has, or has at least.
  var instances: Int { max(1, spec.autoscaling?.minInstanceCount ?? spec.instanceCount ?? 1) }
  /// How many instances it has at most.
  var mostInstances: Int { max(instances, spec.autoscaling?.maxInstanceCount ?? 1) }

  /// Where a field of it stands in the app.
  func path(_ field: String) -> String { "spec.\(list)[\(name)].\(field)" }

  /// What other instances save, or cost where they are dearer; nil where a price is not known.
  func saving(from size: AppInstanceSize, to new: AppInstanceSize) -> Saving? {
    guard let price = size.price, let other = new.price else { return nil }
    let formula =
      "\(instances) × (\(NumberText.money(price)) - \(NumberText.money(other))) (usd_per_month of \(size.slug) and \(new.slug))"
    return Saving(Double(instances) * (price - other), formula, .api, .estimate)
  }

  /// What a rule says about it.
  func judged(_ outcome: Outcome) -> Judgement { app.judged(outcome, subKey: name) }
}

extension App {
  /// The services of the app. A component without a name cannot be told from others, and is left out.
  var services: [RunningComponent] { running("services", spec?.services) }

  /// The services and the workers of the app.
  var servicesAndWorkers: [RunningComponent] { services + running("workers", spec?.workers) }

  private func running(_ list: String, _ components: [AppComponent]?) -> [RunningComponent] {
    (components ?? []).compactMap { component in
      component.name.map { RunningComponent(app: self, list: list, name: $0, spec: component) }
    }
  }
}

extension AccountView {
  /// Judges each app in a project of the environment Production. Where the environment is not known, the app cannot be judged.
  func judgeProductionApps(_ judgements: (App) -> [Judgement]) -> [Judgement] {
    facts.apps.flatMap { app in
      switch appEnvironment(app) {
      case .unknown: return [app.judged(.notAssessed("the environment of its project is not known"))]
      case .known(.production): return judgements(app)
      case .known: return []
      }
    }
  }

  /// Judges some components of each app. An app whose spec is missing cannot be judged.
  func judge(_ components: (App) -> [RunningComponent], _ outcome: (RunningComponent) -> Outcome) -> [Judgement] {
    facts.apps.flatMap { app in
      guard app.spec != nil else { return [app.judged(.notAssessed("its spec was not read"))] }
      let judgements = components(app).map { $0.judged(outcome($0)) }
      return judgements.isEmpty ? [app.judged(.notConcerned)] : judgements
    }
  }
}
