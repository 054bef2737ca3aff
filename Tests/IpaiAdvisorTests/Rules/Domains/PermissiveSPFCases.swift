import IpaiAdvisor

extension RuleCases {
  private typealias Zone = ZoneAccounts

  static let permissiveSPF = RuleCases(
    "DO-SEC-023",
    fails: [
      RuleCase(
        "+all", Zone.account(Zone.record(7, "TXT", "@", "v=spf1 mx include:_spf.x.example +all")),
        [
          .init(
            "do:domain:a.example", "7", .high,
            fix: [
              "records update a.example --record-id 7 --record-type TXT --record-name @ --record-data 'v=spf1 mx include:_spf.x.example ~all' --record-ttl 1800"
            ])
        ]),
      RuleCase(
        "?all and all",
        Zone.account(Zone.record(7, "TXT", "@", "v=spf1 ?all"), Zone.record(8, "TXT", "m", "v=spf1 a ALL")),
        [
          .init("do:domain:a.example", "7"),
          .init("do:domain:a.example", "8", fix: ["--record-name m --record-data 'v=spf1 a ~all'"]),
        ]),
    ],
    passes: [
      RuleCase("-all", Zone.account(Zone.record(7, "TXT", "@", "v=spf1 mx -all"))),
      RuleCase("~all", Zone.account(Zone.record(7, "TXT", "@", "v=spf1 mx ~all"))),
      RuleCase("it ends elsewhere", Zone.account(Zone.record(7, "TXT", "@", "v=spf1 redirect=_spf.all.example"))),
      RuleCase("what comes after -all does not count", Zone.account(Zone.record(7, "TXT", "@", "v=spf1 -all +all"))),
    ],
    notAssessed: Zone.notAssessed,
    guarded: [
      RuleCase("another text", Zone.account(Zone.record(7, "TXT", "@", "we trust +all"))),
      RuleCase("another type", Zone.account(Zone.record(7, "CNAME", "@", "v=spf1 +all"))),
    ])
}
