import IpaiAdvisor

extension RuleCases {
  static let idleDroplet = RuleCases(
    "DO-COST-002",
    fails: [
      RuleCase(
        "idle for a week", DropletAccount.text(metrics: idle),
        [
          .init(
            "do:droplet:1", nil, .medium, saving: 24,
            fix: ["droplet-action snapshot 1 --snapshot-name web-idle --wait", "droplet delete 1"])
        ]),
      RuleCase(
        "just under every line, with exactly enough samples",
        DropletAccount.text(
          #"{"created_at":"2026-10-24T23:59:59Z","features":["monitoring","backups"]}"#,
          metrics: .of(
            cpu: MetricStatistics(0.0499, samples: 80, expected: 100, maximum: 0.199),
            outbound: MetricStatistics(0.0499, samples: 80, expected: 100, maximum: 3))),
        [.init("do:droplet:1", nil, .medium, saving: 28.8)]),
      RuleCase(
        "the invoice says what it costs",
        DropletAccount.text(
          metrics: idle,
          rest: """
            {"invoice_preview":[{"product":"Droplets","resource_id":"1","amount":"5","duration":"336","duration_unit":"Hours"}]}
            """), [.init("do:droplet:1", nil, .medium, saving: 10)]),
      RuleCase(
        "in production",
        DropletAccount.text(
          metrics: idle,
          rest: """
            {"projects":[{"id":"p","name":"shop","environment":"Production"}],
             "project_resources":{"p":[{"urn":"do:droplet:1"}]}}
            """), [.init("do:droplet:1", nil, .high)]),
    ],
    passes: [
      RuleCase(
        "5 % on average", DropletAccount.text(metrics: .of(cpu: MetricStatistics(0.05), outbound: MetricStatistics()))),
      RuleCase(
        "20 % once",
        DropletAccount.text(metrics: .of(cpu: MetricStatistics(0.01, maximum: 0.2), outbound: MetricStatistics()))),
      RuleCase(
        "0.05 Mbps on average",
        DropletAccount.text(metrics: .of(cpu: MetricStatistics(0.01), outbound: MetricStatistics(0.05)))),
      RuleCase("made 7 days ago", DropletAccount.text(#"{"created_at":"2026-10-25T00:00:00Z"}"#, metrics: idle)),
      RuleCase("it is off", DropletAccount.text(#"{"status":"off"}"#, metrics: idle)),
    ],
    notAssessed: [
      RuleCase("not all autoscale pools were read", DropletAccount.text(metrics: idle), partial: [.autoscalePools]),
      RuleCase("without the right to read metrics", DropletAccount.text(metrics: idle), lacking: [.monitoring]),
      RuleCase("without the right to read tags", DropletAccount.text(metrics: idle), lacking: [.tag]),
      RuleCase("without the right to read Droplets", DropletAccount.text(metrics: idle), lacking: [.droplet]),
      RuleCase("its metrics were not read", DropletAccount.text(), partial: [.dropletMetrics]),
      RuleCase("no samples", DropletAccount.text(metrics: .of())),
      RuleCase("no metrics agent", DropletAccount.text(#"{"features":[]}"#, metrics: idle)),
      RuleCase(
        "too few samples of the processors",
        DropletAccount.text(metrics: .of(cpu: .sparse(0.01), outbound: MetricStatistics()))),
      RuleCase(
        "too few samples of what it sent",
        DropletAccount.text(metrics: .of(cpu: MetricStatistics(0.01), outbound: .sparse(0)))),
      RuleCase("nothing about what it sent", DropletAccount.text(metrics: .of(cpu: MetricStatistics(0.01)))),
    ],
    guarded: [
      RuleCase("a node of a cluster", DropletAccount.text(#"{"tags":["k8s"]}"#, metrics: idle)),
      RuleCase(
        "a member of an autoscale pool",
        DropletAccount.text(#"{"tags":["autoscale:p"]}"#, metrics: idle, rest: #"{"autoscale_pools":[{"id":"p"}]}"#)),
      RuleCase("a bastion", DropletAccount.text(#"{"tags":["Bastion"]}"#, metrics: idle)),
      RuleCase("it has a tag to keep it", DropletAccount.text(#"{"tags":["keep"]}"#, metrics: idle)),
      RuleCase(
        "a reserved address leads to it",
        DropletAccount.text(metrics: idle, rest: #"{"reserved_ips":[{"ip":"203.0.113.9","droplet":{"id":1}}]}"#),
        [.init("do:droplet:1", nil, .low)]),
      RuleCase(
        "a DNS record names it",
        DropletAccount.text(
          metrics: idle,
          rest:
            #"{"domains":[{"name":"example.com"}],"domain_records":{"example.com":[{"id":3,"type":"A","name":"www","data":"203.0.113.1"}]}}"#
        ), [.init("do:droplet:1", nil, .low)]),
      RuleCase(
        "whether a DNS record names it was not read", DropletAccount.text(metrics: idle),
        [.init("do:droplet:1", nil, .low)], lacking: [.domain]),
      RuleCase(
        "it has graphics processors",
        DropletAccount.text(
          #"{"size_slug":"gpu-h100x1-80gb","size":{"slug":"gpu-h100x1-80gb","price_monthly":2500}}"#, metrics: idle)),
    ])

  private static let idle = DropletMetrics.of(
    cpu: MetricStatistics(0.01, maximum: 0.1), outbound: MetricStatistics(0.001))
}
