import IpaiAdvisor

extension RuleCases {
  static let sshOpenToTheWorld = RuleCases(
    "DO-SEC-002",
    fails: [
      RuleCase(
        "port 22", FirewallAccounts.account("22"),
        [
          .init(
            "do:firewall:f", nil, .high,
            fix: [
              "add-rules f --inbound-rules protocol:tcp,ports:22,address:'<admin_cidr>'",
              "remove-rules f --inbound-rules protocol:tcp,ports:22,address:0.0.0.0/0,address:::/0",
            ])
        ]),
      RuleCase(
        "IPv6 alone, within a range, with others that stay",
        FirewallAccounts.account("20-22", sources: #"{"addresses":["::/0","10.0.0.0/8"],"tags":["it's"]}"#),
        [
          .init(
            "do:firewall:f",
            fix: [
              "<admin_cidr>", "add-rules f --inbound-rules 'protocol:tcp,ports:20-22,address:10.0.0.0/8,tag:it'\\''s'",
              "# The next line closes all of the ports 20-22",
              "remove-rules f --inbound-rules 'protocol:tcp,ports:20-22,address:::/0,address:10.0.0.0/8,tag:it'\\''s'",
            ])
        ]),
      RuleCase("all ports", FirewallAccounts.account("0"), [.init("do:firewall:f")]),
      RuleCase(
        "a Droplet with its tag, in another case",
        FirewallAccounts.account(
          "22", target: #""droplet_ids":null,"tags":["Web"]"#, droplets: #"{"id":7,"tags":["web"]}"#),
        [.init("do:firewall:f")]),
      RuleCase(
        "Droplets are not all read, and one is known", FirewallAccounts.account("22"), [.init("do:firewall:f")],
        partial: [.droplets]),
    ],
    passes: [
      RuleCase("the port before", FirewallAccounts.account("1-21")),
      RuleCase("the port after", FirewallAccounts.account("23-65535")),
      RuleCase("UDP", FirewallAccounts.account("22", protocol: "udp")),
      RuleCase(
        "a large network", FirewallAccounts.account("22", sources: #"{"addresses":["10.0.0.0/8","0.0.0.0/1"]}"#)),
    ],
    notAssessed: FirewallAccounts.notAssessed("22"),
    guarded: FirewallAccounts.guarded("22") + [
      RuleCase("port 22 may be open", FirewallAccounts.account("22"), settings: .allowing([22]))
    ])
}

extension AdvisorSettings {
  /// Settings that allow ports.
  static func allowing(_ ports: [Int]) -> AdvisorSettings {
    var settings = AdvisorSettings()
    settings.allowedPorts = ports
    return settings
  }
}
