extension Rule {
  /// A secret that stands as plain text in the spec of an app.
  static let plainTextAppSecret = Rule(
    "DO-SEC-025", .security, .high, .quick,
    title: "App Platform secret stored as plain text",
    why:
      "Everybody who may read the app, and every program with a token for it, can read such a value. Values of the type SECRET are encrypted and are never shown again.",
    condition:
      "A variable of an app or of one of its components is of the type GENERAL, which is the default, has a value, and its name contains secret, token, passw, apikey, api_key, privatekey, private_key or credential, in any case.",
    guards:
      "Values that name another value, such as ${db.PASSWORD}, are fine. Names of something about a secret, and not of the secret itself, are left alone: those that end like _URL, _PATH, _FILE, _NAME, _TTL, _EXPIRES_IN or _KEY_ID, that begin with MAX_ or MIN_, and those that are published with a web page anyway, such as NEXT_PUBLIC_ and VITE_. Issue a new secret after the change, because somebody may have read the old value. The value itself is never kept or shown.",
    subjects: [.apps],
    references: ["https://docs.digitalocean.com/products/app-platform/how-to/use-environment-variables/"]
  ) { account in
    account.facts.apps.flatMap(judgements)
  }

  private static func judgements(_ app: App) -> [Judgement] {
    guard app.spec != nil else { return [app.judged(.notAssessed("its spec was not read"))] }
    let places = VariablePlace.all(of: app).filter { SecretName.isOne($0.key) }
    guard !places.isEmpty else { return [app.judged(.pass)] }
    return places.map { app.judged($0.isPlain ? .fail(failure($0, app)) : .pass, subKey: $0.subKey) }
  }

  private static func failure(_ place: VariablePlace, _ app: App) -> Failure {
    let owner = place.component.isEmpty ? "the app" : place.component
    return Failure(
      [Evidence(place.path, place.isTyped ? "GENERAL" : "GENERAL (default)", .apps)],
      fix: app.specChange(
        "set type: SECRET for \(place.key) of \(owner), with a new value, because the old one could be read"),
      note: "Revoke the old value where it was issued.")
  }
}

/// A name of a variable with where it stands in an app.
private struct VariablePlace {
  /// The component; empty for a variable of the whole app.
  let component: String
  let list: String
  let key: String
  let variables: [AppVariable]

  var subKey: String { component + "/" + key }
  var path: String { (list.isEmpty ? "spec" : "spec.\(list)[\(component)]") + ".envs[\(key)].type" }

  /// Whether the value can be read. A name may be there twice: for the build and for the run.
  var isPlain: Bool {
    variables.contains { $0.type ?? "GENERAL" == "GENERAL" && $0.value == AppVariable.hidden }
  }
  var isTyped: Bool { variables.contains { $0.type == "GENERAL" } }

  /// All names in an app, each once for each component that has it.
  static func all(of app: App) -> [VariablePlace] {
    let spec = app.spec
    let lists = [
      ("services", spec?.services), ("workers", spec?.workers), ("jobs", spec?.jobs),
      ("static_sites", spec?.staticSites), ("functions", spec?.functions),
    ]
    return places("", "", spec?.envs)
      + lists.flatMap { list, components in
        (components ?? []).flatMap { component in
          component.name.map { places($0, list, component.envs) } ?? []
        }
      }
  }

  private static func places(_ component: String, _ list: String, _ variables: [AppVariable]?) -> [VariablePlace] {
    let byKey = Dictionary(grouping: variables ?? []) { $0.key ?? "" }
    return byKey.sorted { $0.key < $1.key }.filter { !$0.key.isEmpty }
      .map { VariablePlace(component: component, list: list, key: $0.key, variables: $0.value) }
  }
}
