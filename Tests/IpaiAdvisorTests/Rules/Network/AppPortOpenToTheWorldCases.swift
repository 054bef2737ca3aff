import IpaiAdvisor

extension RuleCases {
  static let appPortOpenToTheWorld = RuleCases(
    "DO-SEC-006",
    fails: [
      RuleCase(
        "Odoo", FirewallAccounts.account("8069"),
        [
          .init(
            "do:firewall:f", "8069", .medium,
            fix: ["remove-rules f --inbound-rules protocol:tcp,ports:8069,address:0.0.0.0/0,address:::/0"])
        ]),
      RuleCase(
        "a range", FirewallAccounts.account("8065-8072"),
        ["8065", "8069", "8072"].map { .init("do:firewall:f", $0) }),
    ],
    passes: [
      RuleCase("between them", FirewallAccounts.account("3001-5600")),
      RuleCase("a web server", FirewallAccounts.account("443")),
    ],
    notAssessed: FirewallAccounts.notAssessed("3000"),
    guarded: FirewallAccounts.guarded("3000") + [
      RuleCase("it may be open", FirewallAccounts.account("3000"), settings: .allowing([3000]))
    ])
}
