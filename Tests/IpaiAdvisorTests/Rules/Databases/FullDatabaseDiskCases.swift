import IpaiAdvisor

extension RuleCases {
  static let fullDatabaseDisk = RuleCases(
    "DO-REL-006",
    fails: [
      RuleCase(
        "the disk is used to 86 %", account(0.86),
        [
          .init(
            "do:dbaas:d", nil, .high,
            fix: ["\(TestDatabase.resize) 2 --size db-s-2vcpu-4gb --storage-size-mib 81920"])
        ]),
      RuleCase(
        "the storage is not known",
        #"{"databases":[{"id":"d","engine":"mysql"}],"database_metrics":{"d":{"disk":\#(TestMetric.day(0.95))}}}"#,
        [
          .init(
            "do:dbaas:d",
            fix: ["\(TestDatabase.resize) '<num_nodes>' --size '<size>' --storage-size-mib '<storage_size_mib>'"])
        ]),
    ],
    passes: [
      RuleCase("the disk is used to 85 %", account(0.85)),
      RuleCase("the disk is used to 40 %", account(0.4)),
    ],
    notAssessed: [
      RuleCase("without the right to read metrics", account(0.99), lacking: [.monitoring]),
      RuleCase("no metrics", TestDatabase.account()),
      RuleCase("too few samples", account(0.99, samples: 79)),
    ],
    guarded: [
      RuleCase("another engine", account(0.99, engine: "pg")),
      RuleCase(
        "it was full days ago alone",
        TestDatabase.account(
          more:
            #""database_metrics":{"d":{"disk":{"day":[9,9,0.6,0.6,0.6,0.6,0.6,0.6,0.6],"fortnight":[9,9,0.9,0.9,0.9,0.9,0.9,0.9,0.9]}}}"#
        )),
    ])

  private static func account(_ used: Double, samples: Int = 100, engine: String = "mysql") -> String {
    TestDatabase.account(
      engine, more: #""database_metrics":{"d":{"disk":\#(TestMetric.day(used, samples: samples))}}"#)
  }
}
