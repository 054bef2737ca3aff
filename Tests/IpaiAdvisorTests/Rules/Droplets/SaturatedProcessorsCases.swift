import IpaiAdvisor

extension RuleCases {
  static let saturatedProcessors = RuleCases(
    "DO-PERF-001",
    fails: [
      RuleCase(
        "busy for a third of the day", account(busy(0.9, share: 0.33)),
        [
          .init(
            "do:droplet:1", nil, .high, saving: -6, fix: ["droplet-action resize 1 --size s-3vcpu-4gb --wait"])
        ]),
      RuleCase("just over both lines", account(busy(0.851, share: 0.251)), [.init("do:droplet:1", nil, .high)]),
      RuleCase(
        "the host gives its processors to others: dedicated ones",
        account(.of(cpu: MetricStatistics(0.3)), steal: 0.11),
        [.init("do:droplet:1", nil, .high, saving: -18, fix: ["--size c-2 --wait"])]),
      RuleCase(
        "no larger size is known", DropletAccount.text(metrics: busy(0.99, share: 0.9)),
        [.init("do:droplet:1", nil, .high, fix: ["resize 1 --size '<size>' --wait"])]),
    ],
    passes: [
      RuleCase("85 %", account(busy(0.85, share: 0.3))),
      RuleCase("10 % of steal", account(.of(cpu: MetricStatistics(0.3)), steal: 0.1)),
      RuleCase("it is off", DropletAccount.text(#"{"status":"off"}"#, metrics: busy(0.99, share: 1))),
    ],
    notAssessed: [
      RuleCase("not all autoscale pools were read", account(busy(0.9, share: 0.5)), partial: [.autoscalePools]),
      RuleCase("without metrics", account(busy(0.9, share: 0.5)), lacking: [.monitoring]),
      RuleCase("without the right to read tags", account(busy(0.9, share: 0.5)), lacking: [.tag]),
      RuleCase("without sizes", account(busy(0.9, share: 0.5)), lacking: [.sizes]),
      RuleCase("no samples", account(.of())),
      RuleCase("too few samples", account(.of(cpu: .sparse(0.99)))),
      RuleCase(
        "too few samples of steal",
        DropletAccount.text(
          metrics: .of(cpu: MetricStatistics(0.3)) { $0.steal = MetricSummary(.sparse(0)) }, rest: DropletAccount.sizes)
      ),
      RuleCase("how long is not known", account(.of(cpu: MetricStatistics(0.99)))),
      RuleCase("its metrics were not read", DropletAccount.text(rest: DropletAccount.sizes)),
    ],
    guarded: [
      RuleCase("a batch in a quarter of the day", account(busy(0.99, share: 0.25))),
      RuleCase(
        "a node of a cluster", DropletAccount.text(#"{"tags":["k8s"]}"#, metrics: busy(0.99, share: 1))),
    ])

  private static func busy(_ p95: Double, share: Double) -> DropletMetrics {
    .of(cpu: MetricStatistics(0.6, p95: p95, shareOver85: share))
  }

  private static func account(_ metrics: DropletMetrics, steal: Double = 0) -> String {
    var metrics = metrics
    metrics.steal = MetricSummary(MetricStatistics(steal))
    return DropletAccount.text(metrics: metrics, rest: DropletAccount.sizes)
  }
}
