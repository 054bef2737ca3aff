import IpaiAdvisor

extension RuleCases {
  static let missingPatch = RuleCases(
    "DO-SEC-013",
    fails: [
      RuleCase(
        "two later patches", account(["1.31.10-do.0", "1.31.11-do.1", "1.32.5-do.0"]),
        [.init("do:kubernetes:c", nil, .medium, fix: ["cluster upgrade c --version 1.31.11-do.1"])]),
      RuleCase("a later revision of the same patch", account(["1.31.9-do.3"]), [.init("do:kubernetes:c")]),
    ],
    passes: [
      RuleCase("no upgrade", account([])),
      RuleCase("another minor version", account(["1.32.5-do.0"])),
      RuleCase("the same and an earlier version", account(["1.31.9-do.2", "1.31.8-do.5"])),
    ],
    notAssessed: [
      RuleCase(
        "its upgrades were not read", TestCluster.account(#""auto_upgrade":false"#), partial: [.kubernetesUpgrades]),
      RuleCase("no upgrades were read", account(["1.31.10-do.0"]), without: [.kubernetesUpgrades]),
      RuleCase("whether it upgrades by itself is not known", account(["1.31.10-do.0"], automatic: "null")),
      RuleCase("its version cannot be read", account(["1.31.10-do.0"], version: "latest")),
    ],
    guarded: [
      RuleCase("it is upgraded automatically within a week", account(["1.31.10-do.0"], automatic: "true")),
      RuleCase("it is being deleted", account(["1.31.10-do.0"], more: "," + TestCluster.deleting)),
    ])

  private static func account(
    _ upgrades: [String], automatic: String = "false", version: String = "1.31.9-do.2", more: String = ""
  ) -> String {
    let list = upgrades.map { #"{"slug":"\#($0)"}"# }.joined(separator: ",")
    return TestCluster.account(
      #""auto_upgrade":\#(automatic),\#(TestCluster.policy)\#(more)"#, version: version,
      more: #""kubernetes_upgrades":{"c":[\#(list)]}"#)
  }
}
