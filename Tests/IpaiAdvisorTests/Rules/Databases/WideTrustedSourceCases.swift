import IpaiAdvisor

extension RuleCases {
  static let wideTrustedSource = RuleCases(
    "DO-SEC-008",
    fails: [
      RuleCase(
        "everybody and a half of everybody", account(["0.0.0.0/0", "128.0.0.0/1", "203.0.113.7"]),
        [
          .init(
            "do:dbaas:d", "0.0.0.0/0", .high,
            fix: ["firewalls append d --rule '<type>':'<value>'", "firewalls remove d --uuid u0"]),
          .init("do:dbaas:d", "128.0.0.0/1", .high, fix: ["firewalls remove d --uuid u1"]),
        ]),
      RuleCase("a prefix of 15", account(["172.16.0.0/15"]), [.init("do:dbaas:d", "172.16.0.0/15")]),
      RuleCase(
        "one network in two rules", account(["10.0.0.0/8", "10.0.0.0/8"]),
        [.init("do:dbaas:d", "10.0.0.0/8", fix: ["--uuid u0", "--uuid u1"])]),
      RuleCase("everybody of IPv6", account(["::/0"]), [.init("do:dbaas:d", "::/0")]),
      RuleCase("beside a text that is no address", account(["what", "0.0.0.0/0"]), [.init("do:dbaas:d", "0.0.0.0/0")]),
    ],
    passes: [
      RuleCase("a prefix of 16, and an address", account(["10.1.0.0/16", "203.0.113.7", "2001:db8::/16"])),
      RuleCase("no rule", account([])),
      RuleCase("a tag that looks like a network", account(["0.0.0.0/0"], type: "tag")),
    ],
    notAssessed: [
      RuleCase("without the right to read databases", account(["0.0.0.0/0"]), lacking: [.database]),
      RuleCase("its firewall was not read", TestDatabase.account(), partial: [.databaseSources]),
      RuleCase("a text that is no address", account(["0.0.0.0/33"])),
    ],
    guarded: [
      RuleCase("the user allows wide networks", account(["10.0.0.0/8"]), settings: narrowest(8)),
      RuleCase(
        "the user allows narrow networks alone", account(["10.1.0.0/16"]), [.init("do:dbaas:d", "10.1.0.0/16")],
        settings: narrowest(24)),
    ])

  private static func narrowest(_ prefix: Int) -> AdvisorSettings {
    var settings = AdvisorSettings()
    settings.narrowestPrefix = prefix
    return settings
  }

  private static func account(_ values: [String], type: String = "ip_addr") -> String {
    let sources = values.enumerated().map {
      #"{"uuid":"u\#($0)","type":"\#(type)","value":"\#($1)","created_at":"2026-01-01T00:00:00Z"}"#
    }
    return TestDatabase.account("pg", more: #""database_sources":{"d":[\#(sources.joined(separator: ","))]}"#)
  }
}
