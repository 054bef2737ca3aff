import IpaiAdvisor

extension RuleCases {
  static let idleGPUDroplet = RuleCases(
    "DO-COST-023",
    fails: [
      RuleCase(
        "idle for a day", account(cpu: 0.01, sent: 0),
        [
          .init(
            "do:droplet:9", nil, .high, saving: 2500,
            fix: ["snapshot 9 --snapshot-name train-gpu-idle --wait", "droplet delete 9"])
        ]),
      RuleCase("just under both lines", account(cpu: 0.0499, sent: 0.0499), [.init("do:droplet:9", nil, .high)]),
    ],
    passes: [
      RuleCase("5 % on average", account(cpu: 0.05, sent: 0)),
      RuleCase("0.05 Mbps on average", account(cpu: 0.01, sent: 0.05)),
      RuleCase(
        "a Droplet without graphics processors",
        DropletAccount.text(metrics: .of(cpu: MetricStatistics(0.01), outbound: MetricStatistics(0)))),
    ],
    notAssessed: [
      RuleCase("not all autoscale pools were read", account(cpu: 0.01, sent: 0), partial: [.autoscalePools]),
      RuleCase("without metrics", account(cpu: 0.01, sent: 0), lacking: [.monitoring]),
      RuleCase("without tags", account(cpu: 0.01, sent: 0), lacking: [.tag]),
      RuleCase("not read", account(cpu: 0.01, sent: 0), without: [.gpuDroplets]),
      RuleCase("no samples", account(.of())),
      RuleCase("too few samples", account(.of(cpu: .sparse(0), outbound: MetricStatistics()))),
      RuleCase("what it sent is not known", account(.of(cpu: MetricStatistics(0.01)))),
      RuleCase("its metrics were not read", account(nil)),
    ],
    guarded: [
      RuleCase("it has a tag to keep it", account(cpu: 0.01, sent: 0, tags: #"["keep"]"#)),
      RuleCase("a node of a cluster", account(cpu: 0.01, sent: 0, tags: #"["k8s"]"#)),
      RuleCase(
        "it is off", account(.of(cpu: MetricStatistics(0), outbound: MetricStatistics(0)), #""status":"off""#)),
    ])

  private static func account(cpu: Double, sent: Double, tags: String = "[]") -> String {
    account(.of(cpu: MetricStatistics(cpu), outbound: MetricStatistics(sent)), #""tags":\#(tags)"#)
  }

  private static func account(_ metrics: DropletMetrics?, _ more: String = #""tags":[]"#) -> String {
    let changes = """
      {"id":9,"name":"train","size_slug":"gpu-h100x1-80gb","size":{"slug":"gpu-h100x1-80gb","price_monthly":2500,
       "price_hourly":3.39,"gpu_info":{"count":1,"model":"nvidia_h100"}},\(more)}
      """
    return DropletAccount.text(parts: [changes], in: "gpu_droplets", metrics: metrics)
  }
}
