import IpaiAdvisor

extension RuleCases {
  static let adminPortOpenToTheWorld = RuleCases(
    "DO-SEC-005",
    fails: [
      RuleCase(
        "RDP", FirewallAccounts.account("3389"),
        [
          .init(
            "do:firewall:f", "3389", .high,
            fix: ["remove-rules f --inbound-rules protocol:tcp,ports:3389,address:0.0.0.0/0,address:::/0"])
        ]),
      RuleCase(
        "Docker, with and without TLS", FirewallAccounts.account("2375-2378"),
        [.init("do:firewall:f", "2375"), .init("do:firewall:f", "2376")]),
    ],
    passes: [
      RuleCase("between FTP and Telnet", FirewallAccounts.account("22")),
      RuleCase("just above RDP", FirewallAccounts.account("3390-5899")),
    ],
    notAssessed: FirewallAccounts.notAssessed("3389"),
    guarded: FirewallAccounts.guarded("6443") + [
      RuleCase("a cluster of one's own", FirewallAccounts.account("6443"), settings: .allowing([6443]))
    ])
}
