/// What rules about buckets and apps have in common.
extension AccountView {
  /// The buckets that are in projects, each once.
  package var spaces: [(urn: URN, bucket: String)] {
    let urns = facts.projectResources.values.flatMap { $0 }.map { URN($0.urn) }.filter { $0.kind == "space" }
    return Set(urns).sorted().map { ($0, String($0.key)) }
  }

  /// The names under which an app can be reached.
  package static func hostNames(of app: App) -> [String] {
    let addresses = [app.defaultIngress, app.liveURL, app.liveDomain].compactMap { $0 }
    return (addresses + (app.spec?.domains ?? []).compactMap(\.domain)).map(host).filter { !$0.isEmpty }
  }
}
