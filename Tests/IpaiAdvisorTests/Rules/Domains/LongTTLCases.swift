import IpaiAdvisor

extension RuleCases {
  private typealias Zone = ZoneAccounts

  static let longTTL = RuleCases(
    "DO-REL-022",
    fails: [
      RuleCase(
        "just above a day", Zone.account(Zone.record(7, "A", "www", ttl: 86_401)),
        [
          .init(
            "do:domain:a.example", "7", .low,
            fix: [
              "records update a.example --record-id 7 --record-type A --record-name www --record-data 192.0.2.1 --record-ttl 3600"
            ])
        ]),
      RuleCase(
        "a name of another zone", Zone.account(Zone.record(7, "CNAME", "www", "b.example", ttl: 90_000)),
        [.init("do:domain:a.example", "7", fix: ["--record-data b.example. --record-ttl 3600"])]),
    ],
    passes: [RuleCase("a day", Zone.account(Zone.record(7, "A", ttl: 86_400)))],
    notAssessed: Zone.notAssessed,
    guarded: [
      RuleCase(
        "types that may live long",
        Zone.account(
          Zone.record(1, "NS", ttl: 172_800), Zone.record(2, "SOA", ttl: 172_800), Zone.record(3, "TXT", ttl: 172_800)))
    ])
}
