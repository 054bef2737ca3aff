import IpaiAdvisor

extension RuleCases {
  static let withdrawnVersion = RuleCases(
    "DO-SEC-012",
    fails: [
      RuleCase(
        "the minor version is gone, and the next one is offered",
        TestCluster.account(
          version: "1.29.9-do.3",
          more: offered
            + #","kubernetes_upgrades":{"c":[\#(upgrade("1.31.2")),\#(upgrade("1.30.2")),\#(upgrade("1.30.10"))]}"#),
        [
          .init(
            "do:kubernetes:c", nil, .high,
            fix: ["clusterlint first", "cluster get-upgrades c", "cluster upgrade c --version 1.30.10-do.0"])
        ]),
      RuleCase(
        "its upgrades were not read", TestCluster.account(version: "1.9.11", more: offered),
        [.init("do:kubernetes:c", fix: ["cluster upgrade c --version '<version_slug>'"])]),
    ],
    passes: [
      RuleCase(
        "an older patch of a minor version that is offered", TestCluster.account(version: "1.31.0-do.0", more: offered)),
      RuleCase("a minor version alone", TestCluster.account(version: "1.33", more: offered)),
    ],
    notAssessed: [
      RuleCase("without the right to read clusters", TestCluster.account(more: offered), lacking: [.kubernetes]),
      RuleCase("the options were not read", TestCluster.account(version: "1.2.3"), without: [.kubernetesOptions]),
      RuleCase("the options are empty", TestCluster.account(version: "1.2.3")),
      RuleCase("the version cannot be read", TestCluster.account(version: "latest", more: offered)),
    ],
    guarded: [
      RuleCase("later than all that is offered", TestCluster.account(version: "1.35.0-do.0", more: offered)),
      RuleCase("it is being deleted", TestCluster.account(TestCluster.deleting, version: "1.2.3", more: offered)),
    ])

  private static let offered =
    #""kubernetes_options":[\#(upgrade("1.33.1")),\#(upgrade("1.31.9")),\#(upgrade("1.32.5"))]"#

  private static func upgrade(_ version: String) -> String {
    #"{"slug":"\#(version)-do.0","kubernetes_version":"\#(version)"}"#
  }
}
