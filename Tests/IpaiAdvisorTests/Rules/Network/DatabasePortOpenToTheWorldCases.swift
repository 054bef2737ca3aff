import IpaiAdvisor

extension RuleCases {
  static let databasePortOpenToTheWorld = RuleCases(
    "DO-SEC-004",
    fails: [
      RuleCase(
        "PostgreSQL", FirewallAccounts.account("5432"),
        [
          .init(
            "do:firewall:f", "5432", .critical,
            fix: [
              "add-rules f --inbound-rules protocol:tcp,ports:5432,tag:'<app_tag>'",
              "remove-rules f --inbound-rules protocol:tcp,ports:5432,address:0.0.0.0/0,address:::/0",
            ])
        ]),
      RuleCase(
        "two in a range", FirewallAccounts.account("8086-9092"),
        ["8086", "9042", "9092"].map { .init("do:firewall:f", $0) }),
      RuleCase(
        "all", FirewallAccounts.account("0"),
        ["1433", "1521", "3306", "5432", "5984", "6379", "8086", "9042", "9092", "9200", "11211", "27017"].map {
          .init("do:firewall:f", $0)
        }),
    ],
    passes: [
      RuleCase("between MySQL and PostgreSQL", FirewallAccounts.account("3307-5431")),
      RuleCase("UDP", FirewallAccounts.account("11211", protocol: "udp")),
      RuleCase("from Droplets", FirewallAccounts.account("5432", sources: #"{"tags":["web"],"droplet_ids":[2]}"#)),
    ],
    notAssessed: FirewallAccounts.notAssessed("5432"),
    guarded: FirewallAccounts.guarded("5432") + [
      RuleCase("it may be open", FirewallAccounts.account("5432"), settings: .allowing([5432]))
    ])
}
