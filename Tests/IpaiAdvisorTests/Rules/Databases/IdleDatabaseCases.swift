import IpaiAdvisor

extension RuleCases {
  static let idleDatabase = RuleCases(
    "DO-COST-014",
    fails: [
      RuleCase(
        "nothing but one thread", account(0.049, 1, more: TestDatabase.invoice(54)),
        [
          .init(
            "do:dbaas:d", nil, .medium, saving: 54,
            fix: ["databases backups d", "all of its backups", "databases delete d"])
        ]),
      RuleCase(
        "in Development, and without an invoice", account(0, 0, more: TestDatabase.project("Development")),
        [.init("do:dbaas:d", nil, .low)]),
    ],
    passes: [
      RuleCase("the processors are used to 5 %", account(0.05, 1)),
      RuleCase("two threads", account(0.01, 2)),
    ],
    notAssessed: [
      RuleCase("without the right to read metrics", account(0, 0), lacking: [.monitoring]),
      RuleCase("no metrics", TestDatabase.account()),
      RuleCase(
        "no metrics of threads",
        TestDatabase.account(more: #""database_metrics":{"d":{"cpu":\#(TestMetric.fortnight(0))}}"#)),
      RuleCase("too few samples", account(0, 0, samples: 79)),
    ],
    guarded: [
      RuleCase("another engine", account(0, 0, engine: "pg")),
      RuleCase(
        "a day of metrics alone",
        TestDatabase.account(
          more: #""database_metrics":{"d":{"cpu":\#(TestMetric.day(0)),"threads":\#(TestMetric.day(0))}}"#)),
    ])

  private static func account(
    _ cpu: Double, _ threads: Double, samples: Int = 100, engine: String = "mysql", more: String = ""
  ) -> String {
    let metrics =
      #""cpu":\#(TestMetric.fortnight(cpu, samples: samples)),"threads":\#(TestMetric.fortnight(threads, samples: samples))"#
    return TestDatabase.account(
      engine, more: #""database_metrics":{"d":{\#(metrics)}}\#(more.isEmpty ? "" : "," + more)"#)
  }
}
