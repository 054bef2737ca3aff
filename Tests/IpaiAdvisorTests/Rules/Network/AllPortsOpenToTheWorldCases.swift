import IpaiAdvisor

extension RuleCases {
  static let allPortsOpenToTheWorld = RuleCases(
    "DO-SEC-003",
    fails: [
      RuleCase(
        "all TCP ports", FirewallAccounts.account("0"),
        [
          .init(
            "do:firewall:f", "tcp", .critical,
            fix: ["remove-rules f --inbound-rules protocol:tcp,ports:0,address:0.0.0.0/0,address:::/0"])
        ]),
      RuleCase("all UDP ports", FirewallAccounts.account("all", protocol: "udp"), [.init("do:firewall:f", "udp")]),
      RuleCase("the whole range", FirewallAccounts.account("1-65535"), [.init("do:firewall:f", "tcp")]),
    ],
    passes: [
      RuleCase("all but the first", FirewallAccounts.account("2-65535")),
      RuleCase("all but the last", FirewallAccounts.account("1-65534")),
      RuleCase("from a network", FirewallAccounts.account("0", sources: #"{"addresses":["10.0.0.0/8"]}"#)),
    ],
    notAssessed: FirewallAccounts.notAssessed("0"),
    guarded: FirewallAccounts.guarded("0") + [RuleCase("ICMP", FirewallAccounts.account("0", protocol: "icmp"))])
}
