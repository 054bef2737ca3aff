import IpaiAdvisor

extension RuleCases {
  static let patchesByHand = RuleCases(
    "DO-OPS-008",
    fails: [
      RuleCase(
        "automatic upgrades are off", account("false"),
        [
          .init(
            "do:kubernetes:c", nil, .medium,
            fix: ["kubernetes cluster update c --auto-upgrade=true \(TestCluster.keepsPolicy)"])
        ])
    ],
    passes: [RuleCase("automatic upgrades are on", account("true"))],
    notAssessed: [
      RuleCase("without the right to read clusters", account("false"), lacking: [.kubernetes]),
      RuleCase("the API does not say", account("null")),
    ],
    guarded: [
      RuleCase("it is pinned by its id", account("false"), settings: pinned("c")),
      RuleCase("it is pinned by its name", account("false"), settings: pinned("it's $(here)")),
      RuleCase("another one is pinned", account("false"), [.init("do:kubernetes:c")], settings: pinned("d")),
      RuleCase("it is being deleted", TestCluster.account(#""auto_upgrade":false,\#(TestCluster.deleting)"#)),
    ])

  private static func account(_ automatic: String) -> String {
    TestCluster.account(#""auto_upgrade":\#(automatic),\#(TestCluster.policy)"#)
  }

  private static func pinned(_ cluster: String) -> AdvisorSettings {
    var settings = AdvisorSettings()
    settings.pinnedClusters = [cluster]
    return settings
  }
}
