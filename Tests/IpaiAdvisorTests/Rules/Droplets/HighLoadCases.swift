import IpaiAdvisor

extension RuleCases {
  static let highLoad = RuleCases(
    "DO-PERF-003",
    fails: [
      RuleCase(
        "just over 1.5 for each of two", account(load: MetricStatistics(1, p95: 3.01)),
        [.init("do:droplet:1", nil, .medium, fix: ["resize 1 --size s-3vcpu-4gb --wait"])]),
      RuleCase(
        "it waits for disks for no more than 20 %", account(load: MetricStatistics(9), iowait: 0.2),
        [.init("do:droplet:1", nil, .medium)]),
    ],
    passes: [
      RuleCase("1.5 for each of two", account(load: MetricStatistics(3))),
      RuleCase("it is off", DropletAccount.text(#"{"status":"off"}"#, metrics: metrics(MetricStatistics(9)))),
    ],
    notAssessed: [
      RuleCase("not all autoscale pools were read", account(load: MetricStatistics(9)), partial: [.autoscalePools]),
      RuleCase("without metrics", account(load: MetricStatistics(9)), lacking: [.monitoring]),
      RuleCase("without the right to read tags", account(load: MetricStatistics(9)), lacking: [.tag]),
      RuleCase("no samples", account(load: nil)),
      RuleCase("too few samples", account(load: .sparse(9))),
      RuleCase(
        "no samples of the processors",
        DropletAccount.text(metrics: .of { $0.load15 = MetricSummary(MetricStatistics(9)) })),
      RuleCase(
        "too few samples of waiting for disks",
        DropletAccount.text(
          metrics: .of(cpu: MetricStatistics(0.8)) {
            $0.load15 = MetricSummary(MetricStatistics(9))
            $0.iowait = MetricSummary(.sparse(0))
          })),
      RuleCase("its metrics were not read", DropletAccount.text()),
      RuleCase(
        "how many processors it has was not read",
        DropletAccount.text(#"{"vcpus":null,"size":null}"#, metrics: metrics(MetricStatistics(9)))),
    ],
    guarded: [
      RuleCase("it waits for its disk", account(load: MetricStatistics(9), iowait: 0.21)),
      RuleCase("a node of a cluster", DropletAccount.text(#"{"tags":["k8s"]}"#, metrics: metrics(MetricStatistics(9)))),
    ])

  private static func metrics(_ load: MetricStatistics?, iowait: Double = 0) -> DropletMetrics {
    .of(cpu: MetricStatistics(0.8)) {
      $0.load15 = load.map { MetricSummary($0) }
      $0.iowait = MetricSummary(MetricStatistics(iowait))
    }
  }

  private static func account(load: MetricStatistics?, iowait: Double = 0) -> String {
    DropletAccount.text(metrics: metrics(load, iowait: iowait), rest: DropletAccount.sizes)
  }
}
