import IpaiAdvisor

extension RuleCases {
  static let surgeUpgradesOff = RuleCases(
    "DO-REL-010",
    fails: [
      RuleCase(
        "surge upgrades are off", account("false"),
        [
          .init(
            "do:kubernetes:c", nil, .low,
            fix: ["kubernetes cluster update c --surge-upgrade=true \(TestCluster.keepsPolicy)"])
        ]),
      RuleCase(
        "in Production", TestCluster.account(#""surge_upgrade":false"#, more: TestCluster.project("Production")),
        [.init("do:kubernetes:c", nil, .medium)]),
    ],
    passes: [RuleCase("surge upgrades are on", account("true"))],
    notAssessed: [
      RuleCase("without the right to read clusters", account("false"), lacking: [.kubernetes]),
      RuleCase("the API does not say", account("null")),
    ],
    guarded: [
      RuleCase(
        "the account has no room for a surge node",
        TestCluster.account(
          #""surge_upgrade":false"#, more: #""account":{"uuid":"a","droplet_limit":1},"droplets":[{"id":1}]"#),
        [.init("do:kubernetes:c", fix: ["uses 1 of the 1 Droplets", "--surge-upgrade=true"])]),
      RuleCase("it is being deleted", TestCluster.account(#""surge_upgrade":false,\#(TestCluster.deleting)"#)),
    ])

  private static func account(_ surge: String) -> String {
    TestCluster.account(#""surge_upgrade":\#(surge),\#(TestCluster.policy)"#)
  }
}
