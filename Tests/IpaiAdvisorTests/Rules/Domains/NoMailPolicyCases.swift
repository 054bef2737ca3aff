import IpaiAdvisor

extension RuleCases {
  private typealias Zone = ZoneAccounts
  private static let server = ZoneAccounts.record(1, "MX", "@", "mail.a.example.")
  private static let senders = ZoneAccounts.record(2, "TXT", "@", "v=spf1 mx -all")
  private static let policy = ZoneAccounts.record(3, "TXT", "_dmarc", "v=DMARC1; p=none")

  static let noMailPolicy = RuleCases(
    "DO-SEC-022",
    fails: [
      RuleCase(
        "both are missing", Zone.account(server, Zone.record(2, "TXT", "@", "v=spf10 x")),
        [
          .init(
            "do:domain:a.example", "spf", .medium,
            fix: ["--record-type TXT --record-name @ --record-data 'v=spf1 mx -all'"]),
          .init(
            "do:domain:a.example", "dmarc", .medium,
            fix: ["--record-name _dmarc --record-data 'v=DMARC1; p=none; rua=mailto:postmaster@a.example'"]),
        ]),
      RuleCase(
        "SPF of another name alone", Zone.account(server, Zone.record(2, "TXT", "www", "v=spf1 -all"), policy),
        [.init("do:domain:a.example", "spf")]),
      RuleCase("DMARC is missing", Zone.account(server, senders), [.init("do:domain:a.example", "dmarc")]),
    ],
    passes: [
      RuleCase("both are there", Zone.account(server, senders, policy)),
      RuleCase(
        "in quotes and capital letters",
        Zone.account(
          server, Zone.record(2, "TXT", "@", #"\"V=SPF1 mx -all\""#),
          Zone.record(3, "TXT", "_dmarc", "V=dmarc1; p=none"))),
    ],
    notAssessed: Zone.notAssessed,
    guarded: [
      RuleCase("no MX", Zone.account(Zone.record(1, "A"))),
      RuleCase("it takes no mail", Zone.account(Zone.record(1, "MX", "@", "."))),
      RuleCase(
        "the policy is kept elsewhere", Zone.account(server, senders, Zone.record(3, "CNAME", "_dmarc", "d.example."))),
      RuleCase("two SPF records", Zone.account(server, senders, Zone.record(4, "TXT", "@", "v=spf1 a -all"), policy)),
      RuleCase(
        "the zone above has a policy",
        Zone.nested(policy, below: server + "," + senders)),
    ])
}
