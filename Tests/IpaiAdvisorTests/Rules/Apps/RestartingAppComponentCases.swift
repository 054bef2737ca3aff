import IpaiAdvisor

extension RuleCases {
  static let restartingAppComponent = RuleCases(
    "DO-PERF-010",
    fails: [
      RuleCase(
        "four restarts", app(restarts: 4),
        [.init("do:app:a1", "web", .high, fix: ["apps logs a1 web --type run --tail 200"])]),
      RuleCase(
        "more than the deployments make",
        app(restarts: 6, deployments: ["2026-10-31T12:00:00Z", "2026-10-31T13:00:00Z"]),
        [.init("do:app:a1", "web", .high)]),
      RuleCase(
        "an old deployment does not count", app(restarts: 4, deployments: ["2026-10-30T22:00:00Z"]),
        [.init("do:app:a1", "web")]),
    ],
    passes: [
      RuleCase("three restarts", app(restarts: 3)),
      RuleCase("no components", AppAccount.text(#""static_sites":[{"name":"web"}]"#)),
    ],
    notAssessed: [
      RuleCase(
        "its restarts are not known", AppAccount.text(services(2), metrics: AppAccount.load(cpu: 0.1, memory: 0.1))),
      RuleCase("without metrics", AppAccount.text(services(2))),
      RuleCase(
        "its deployments were not read",
        AppAccount.text(services(2), metrics: AppAccount.load(cpu: 0.1, memory: 0.1, restarts: 9))),
      RuleCase("without the right to read metrics", app(restarts: 9), lacking: [.monitoring]),
    ],
    guarded: [
      RuleCase(
        "deployments restart the instance",
        app(restarts: 5, deployments: ["2026-10-31T12:00:00Z", "2026-10-31T13:00:00Z"])),
      RuleCase("the build took a while", app(restarts: 4, deployments: ["2026-10-30T23:30:00Z"])),
    ])

  private static func services(_ count: Int) -> String { #""services":[{"name":"web","instance_count":\#(count)}]"# }

  private static func app(restarts: Int, deployments: [String] = []) -> String {
    let list = deployments.map { #"{"phase":"ACTIVE","created_at":"\#($0)"}"# }.joined(separator: ",")
    return AppAccount.text(
      services(2), metrics: AppAccount.load(cpu: 0.1, memory: 0.95, restarts: restarts),
      more: #""app_deployments":{"a1":[\#(list)]},"#)
  }
}
