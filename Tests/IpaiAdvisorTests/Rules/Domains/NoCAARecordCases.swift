import IpaiAdvisor

extension RuleCases {
  private typealias Zone = ZoneAccounts

  static let noCAARecord = RuleCases(
    "DO-SEC-021",
    fails: [
      RuleCase(
        "an address and no CAA", Zone.account(Zone.record(1, "A")),
        [
          .init(
            "do:domain:a.example", nil, .low,
            fix: ["records create a.example --record-type CAA --record-name @ --record-data letsencrypt.org."])
        ]),
      RuleCase(
        "a CAA of another name", Zone.account(Zone.record(1, "A"), Zone.record(2, "CAA", "www", "letsencrypt.org.")),
        [.init("do:domain:a.example")]),
    ],
    passes: [
      RuleCase("a CAA", Zone.account(Zone.record(1, "A"), Zone.record(2, "CAA", "@", "letsencrypt.org."))),
      RuleCase(
        "a CAA with the name of the zone", Zone.account(Zone.record(1, "A"), Zone.record(2, "CAA", "a.example", "x."))),
    ],
    notAssessed: Zone.notAssessed,
    guarded: [
      RuleCase("it is parked", Zone.account(Zone.record(1, "NS"), Zone.record(2, "MX"))),
      RuleCase(
        "the zone above has one",
        Zone.nested(Zone.record(1, "CAA", "@", "x.") + "," + Zone.record(2, "A"), below: Zone.record(3, "A"))),
    ])
}
