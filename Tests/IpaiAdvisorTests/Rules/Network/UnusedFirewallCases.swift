import IpaiAdvisor

extension RuleCases {
  static let unusedFirewall = RuleCases(
    "DO-OPS-013",
    fails: [
      RuleCase(
        "no Droplet and no tag", FirewallAccounts.account("443", target: #""droplet_ids":[],"tags":[]"#),
        [.init("do:firewall:f", nil, .low, fix: ["doctl compute firewall delete f"])])
    ],
    passes: [
      RuleCase("a Droplet", FirewallAccounts.account("443")),
      RuleCase(
        "changes are not applied yet",
        #"{"firewalls":[{"id":"f","droplet_ids":[],"tags":[],"pending_changes":[{"droplet_id":1,"removing":false}]}]}"#),
    ],
    notAssessed: [
      RuleCase(
        "without the right to read Droplets", FirewallAccounts.account("443", target: #""droplet_ids":[]"#),
        lacking: [.droplet]),
      RuleCase(
        "without the right to read tags", FirewallAccounts.account("443", target: #""droplet_ids":[]"#), lacking: [.tag]
      ),
    ],
    guarded: [
      RuleCase(
        "a tag that no Droplet has today", FirewallAccounts.account("443", target: #""droplet_ids":[],"tags":["web"]"#)),
      RuleCase(
        "the firewall of a cluster",
        FirewallAccounts.account("443", name: "k8s-abc", target: #""droplet_ids":[],"tags":[]"#)),
    ])
}
