/// Accounts with one app, `a1`, in one project, `p1`.
enum AppAccount {
  /// An account whose app has this in its spec.
  static func text(
    _ spec: String, metrics: String = "", environment: String? = nil, app: String = "", more: String = ""
  ) -> String {
    let place = environment.map { #""environment":"\#($0)","# } ?? ""
    return """
      {"apps":[{"id":"a1","project_id":"p1",\(app)"spec":{"name":"shop",\(spec)}}],
       "projects":[{"id":"p1",\(place)"name":"shop"}],"project_resources":{"p1":[{"urn":"do:app:a1"}]},
       "app_metrics":{"a1":{\(metrics)}},\(more)"app_instance_sizes":[\(sizes)]}
      """
  }

  /// The metrics of a component that is called `web`.
  static func load(
    cpu: Double?, memory: Double?, highest: Double? = nil, restarts: Int? = nil, samples: Int = 100
  ) -> String {
    let parts = [
      cpu.map { #""cpu":"# + summary($0, $0, samples) },
      memory.map { #""memory":"# + summary($0, highest ?? $0, samples) }, restarts.map { #""restarts":\#($0)"# },
    ]
    return #""web":{\#(parts.compactMap { $0 }.joined(separator: ","))}"#
  }

  /// Sizes as the API lists them, and one that is about to go.
  static let sizes = [
    size("apps-s-1vcpu-0.5gb", 1, 536_870_912, 5, single: true, transfer: 50),
    size("apps-s-1vcpu-1gb-fixed", 1, 1_073_741_824, 10, single: true, transfer: 100),
    size("apps-s-1vcpu-1gb", 1, 1_073_741_824, 12, transfer: 150),
    size("apps-s-1vcpu-2gb", 1, 2_147_483_648, 25, transfer: 200),
    size("apps-s-2vcpu-4gb", 2, 4_294_967_296, 50, transfer: 250),
    size("apps-d-1vcpu-0.5gb", 1, 536_870_912, 29, type: "DEDICATED", transfer: 100),
    size("apps-d-4vcpu-8gb", 4, 8_589_934_592, 156, type: "DEDICATED", transfer: 600),
    size("old-s", 1, 1_073_741_824, 11, isOld: true, transfer: 100),
  ].joined(separator: ",")

  private static func size(
    _ slug: String, _ cpus: Int, _ memory: Int, _ price: Int, type: String = "SHARED", single: Bool = false,
    isOld: Bool = false, transfer: Int
  ) -> String {
    #"{"slug":"\#(slug)","cpu_type":"\#(type)","cpus":"\#(cpus)","memory_bytes":"\#(memory)","usd_per_month":"\#(price).00","single_instance_only":\#(single),"deprecation_intent":\#(isOld),"bandwidth_allowance_gib":"\#(transfer)"}"#
  }

  private static func summary(_ value: Double, _ highest: Double, _ samples: Int) -> String {
    let window =
      #"[\#(samples),100,\#(value),\#(value),\#(highest),\#(value),\#(value),\#(value),\#(value)]"#
    return #"{"day":\#(window),"week":\#(window),"fortnight":\#(window)}"#
  }
}
