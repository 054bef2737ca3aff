import IpaiAdvisor

extension RuleCases {
  static let connectionsNearLimit = RuleCases(
    "DO-PERF-009",
    fails: [
      RuleCase(
        "241 of 300 connections", account(241),
        [
          .init(
            "do:dbaas:d", nil, .medium,
            fix: ["\(TestDatabase.resize) 2 --size db-s-4vcpu-8gb --storage-size-mib 61440"])
        ]),
      RuleCase(
        "the next size is not known", account(241, options: ""), [.init("do:dbaas:d", fix: ["--size '<next_size>'"])]),
      RuleCase("61 of 75 connections", account(61, size: "db-s-1vcpu-1gb"), [.init("do:dbaas:d")]),
    ],
    passes: [
      RuleCase("240 of 300 connections", account(240)),
      RuleCase("60 of 75 connections", account(60, size: "db-s-1vcpu-1gb")),
    ],
    notAssessed: [
      RuleCase("without the right to read metrics", account(241), lacking: [.monitoring]),
      RuleCase("no metrics", TestDatabase.account()),
      RuleCase("too few samples", account(241, samples: 79)),
      RuleCase("a size that does not say its memory", account(241, size: "c-96-intel")),
    ],
    guarded: [
      RuleCase("another engine", account(241, engine: "pg")),
      RuleCase(
        "the families of sizes stay apart", account(1201, size: "gd-4vcpu-16gb"),
        [.init("do:dbaas:d", fix: ["--size gd-8vcpu-32gb"])]),
    ])

  private static let offered = TestDatabase.options(
    "mysql",
    [
      (1, ["db-s-2vcpu-6gb"]),
      (
        2,
        ["gd-8vcpu-32gb", "db-s-6vcpu-16gb", "db-s-4vcpu-8gb", "db-s-1vcpu-8gb", "gd-2vcpu-64gb", "db-amd-4vcpu-6gb"]
      ),
    ])

  private static func account(
    _ threads: Double, samples: Int = 100, size: String = "db-s-2vcpu-4gb", engine: String = "mysql",
    options: String = ",\(offered)"
  ) -> String {
    TestDatabase.account(
      engine, size: size,
      more: #""database_metrics":{"d":{"threads":\#(TestMetric.day(threads, samples: samples))}}\#(options)"#)
  }
}
