import IpaiAdvisor

extension RuleCases {
  static let memoryPressure = RuleCases(
    "DO-PERF-002",
    fails: [
      RuleCase(
        "9 % are available", account(MetricStatistics(0.3, p05: 0.09)),
        [.init("do:droplet:1", nil, .high, saving: -4, fix: ["resize 1 --size s-2vcpu-8gb --wait"])]),
      RuleCase(
        "in development",
        DropletAccount.text(
          metrics: .of(memory: MetricStatistics(0.01)),
          rest:
            #"{"projects":[{"id":"p","environment":"Development"}],"project_resources":{"p":[{"urn":"do:droplet:1"}]}}"#
        ),
        [.init("do:droplet:1", nil, .medium, fix: ["--size '<size>'"])]),
    ],
    passes: [
      RuleCase("10 % are available", account(MetricStatistics(0.1))),
      RuleCase("it is off", DropletAccount.text(#"{"status":"off"}"#, metrics: .of(memory: MetricStatistics(0.01)))),
    ],
    notAssessed: [
      RuleCase("not all autoscale pools were read", account(MetricStatistics(0.05)), partial: [.autoscalePools]),
      RuleCase("without metrics", account(MetricStatistics(0.05)), lacking: [.monitoring]),
      RuleCase("without the right to read tags", account(MetricStatistics(0.05)), lacking: [.tag]),
      RuleCase("no samples", account(nil)),
      RuleCase("too few samples", account(.sparse(0.05))),
      RuleCase("its metrics were not read", DropletAccount.text()),
    ],
    guarded: [
      RuleCase(
        "a node of a cluster", DropletAccount.text(#"{"tags":["k8s"]}"#, metrics: .of(memory: MetricStatistics(0.01)))),
      RuleCase(
        "little for a moment, and enough for 95 % of the day", account(MetricStatistics(0.5, minimum: 0.01, p05: 0.2))),
    ])

  private static func account(_ available: MetricStatistics?) -> String {
    DropletAccount.text(
      metrics: .of(memory: available) { $0.memoryTotal = 4_294_967_296 }, rest: DropletAccount.sizes)
  }
}
