import IpaiAdvisor

extension RuleCases {
  static let failedAppDeployment = RuleCases(
    "DO-REL-020",
    fails: [
      RuleCase(
        "an error", app(deployment("d2", "ERROR", day: 20) + "," + deployment("d1", "ACTIVE", day: 10)),
        [
          .init(
            "do:app:a1", nil, .high,
            fix: [
              "apps logs a1 --type build --deployment d2", "apps logs a1 --type deploy --deployment d2",
              "apps create-deployment a1 --wait",
            ])
        ]),
      RuleCase(
        "canceled, and listed last",
        app(deployment("d1", "ACTIVE", day: 10) + "," + deployment("d2", "CANCELED", day: 20)), [.init("do:app:a1")]),
      RuleCase(
        "only the list says when the live one was made",
        #"{"apps":[{"id":"a1","active_deployment":{"id":"d1"}}],"app_deployments":{"a1":["#
          + deployment("d2", "ERROR", day: 20) + "," + deployment("d1", "ACTIVE", day: 10) + "]}}",
        [.init("do:app:a1")]),
      RuleCase(
        "nothing is live", app(deployment("d2", "ERROR", day: 20), active: nil), [.init("do:app:a1", nil, .high)]),
    ],
    passes: [
      RuleCase("it is live", app(deployment("d1", "ACTIVE", day: 10))),
      RuleCase(
        "a newer one is built",
        app(deployment("d3", "BUILDING", day: 21) + "," + deployment("d2", "ERROR", day: 20))),
      RuleCase("none yet", app("", active: nil)),
    ],
    notAssessed: [
      RuleCase("its deployments were not read", #"{"apps":[{"id":"a1"}]}"#, partial: [.appDeployments]),
      RuleCase(
        "dates are missing",
        #"{"apps":[{"id":"a1","active_deployment":{"id":"d1"}}],"app_deployments":{"a1":[{"id":"d2","phase":"ERROR"}]}}"#
      ),
      RuleCase("without the right to read apps", app(deployment("d2", "ERROR", day: 20)), lacking: [.app]),
    ],
    guarded: [
      RuleCase("replaced by a newer one", app(deployment("d2", "SUPERSEDED", day: 20))),
      RuleCase("the live one is newer", app(deployment("d0", "ERROR", day: 9))),
      RuleCase("the live one is the same", app(deployment("d1", "ERROR", day: 10))),
    ])

  private static func deployment(_ id: String, _ phase: String, day: Int) -> String {
    let date = "2026-10-" + (day < 10 ? "0\(day)" : "\(day)") + "T00:00:00Z"
    return
      #"{"id":"\#(id)","phase":"\#(phase)","created_at":"\#(date)","cause":"push; rm -rf","progress":{"success_steps":3,"error_steps":1,"total_steps":6}}"#
  }

  private static func app(_ deployments: String, active: Int? = 10) -> String {
    let live = active.map { #","active_deployment":\#(deployment("d1", "ACTIVE", day: $0))"# } ?? ""
    return #"{"apps":[{"id":"a1"\#(live)}],"app_deployments":{"a1":[\#(deployments)]}}"#
  }
}
