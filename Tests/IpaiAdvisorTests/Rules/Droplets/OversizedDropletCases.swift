import IpaiAdvisor

extension RuleCases {
  static let oversizedDroplet = RuleCases(
    "DO-COST-003",
    fails: [
      RuleCase(
        "a smaller size with the same disk is offered", account(),
        [
          .init(
            "do:droplet:1", nil, .medium, saving: 6, fix: ["droplet-action resize 1 --size s-2vcpu-2gb-80 --wait"])
        ]),
      RuleCase(
        "just under both lines",
        DropletAccount.text(
          metrics: .of(
            cpu: MetricStatistics(0.199), memory: MetricStatistics(0.7),
            outbound: MetricStatistics(1, samples: 80, expected: 100)),
          rest: DropletAccount.sizes), [.init("do:droplet:1", nil, .medium, saving: 6)]),
      RuleCase(
        "the invoice says what it costs",
        DropletAccount.text(
          metrics: small,
          rest: """
            {"sizes":[\(DropletAccount.size("s-1vcpu-2gb", 2048, 1, 80, 4, 12))],
             "invoice_preview":[{"product":"Droplets","resource_id":"1","amount":"12","duration":"672","duration_unit":"Hours"}]}
            """), [.init("do:droplet:1", nil, .medium, saving: 6)]),
      RuleCase(
        "only the disk of the smaller size is too small",
        DropletAccount.text(
          metrics: small, rest: #"{"sizes":[\#(DropletAccount.size("s-1vcpu-2gb", 2048, 1, 50, 2, 12))]}"#),
        [.init("do:droplet:1", nil, .medium, fix: ["Rebuild needed", "Make a Droplet"])]),
    ],
    passes: [
      RuleCase(
        "the processors are used at 20 %",
        DropletAccount.text(
          metrics: .of(cpu: MetricStatistics(0.2), memory: MetricStatistics(0.9), outbound: MetricStatistics()),
          rest: DropletAccount.sizes)),
      RuleCase(
        "the memory is used at 40 %",
        DropletAccount.text(
          metrics: .of(cpu: MetricStatistics(0.1), memory: MetricStatistics(0.6), outbound: MetricStatistics()),
          rest: #"{"sizes":[\#(DropletAccount.size("s-1vcpu-3gb", 3072, 1, 80, 4, 12))]}"#)),
      RuleCase("no smaller size is offered", account(sizes: DropletAccount.size("s-4vcpu-8gb", 8192, 4, 160, 5, 48))),
      RuleCase(
        "the smaller size has too little memory",
        DropletAccount.text(
          metrics: .of(cpu: MetricStatistics(0.1), memory: MetricStatistics(0.65), outbound: MetricStatistics()),
          rest: #"{"sizes":[\#(DropletAccount.size("s-2vcpu-2gb", 2048, 2, 80, 4, 18))]}"#)),
      RuleCase(
        "the smaller size has too few processors",
        DropletAccount.text(
          #"{"vcpus":8}"#,
          metrics: .of(cpu: MetricStatistics(0.13), memory: MetricStatistics(0.9), outbound: MetricStatistics()),
          rest: #"{"sizes":[\#(DropletAccount.size("s-2vcpu-2gb", 2048, 2, 80, 4, 18))]}"#)),
      RuleCase(
        "it sends more than the smaller size includes",
        DropletAccount.text(
          metrics: .of(cpu: MetricStatistics(0.1), memory: MetricStatistics(0.9), outbound: MetricStatistics(6.2)),
          rest: #"{"sizes":[\#(DropletAccount.size("s-1vcpu-2gb", 2048, 1, 80, 2, 12))]}"#)),
      RuleCase(
        "the smaller size costs as much", account(sizes: DropletAccount.size("s-1vcpu-2gb", 2048, 1, 80, 4, 24))),
      RuleCase(
        "the smaller size is of another class",
        account(sizes: DropletAccount.size("s-1vcpu-2gb-amd", 2048, 1, 80, 4, 12, "Premium AMD"))),
      RuleCase("another family", account(sizes: DropletAccount.size("m-1vcpu-4gb", 4096, 1, 80, 4, 12))),
      RuleCase(
        "not offered in its region",
        account(sizes: DropletAccount.size("s-1vcpu-2gb", 2048, 1, 80, 4, 12, regions: #"["nyc3"]"#))),
      RuleCase(
        "not offered any more",
        account(sizes: DropletAccount.size("s-1vcpu-2gb", 2048, 1, 80, 4, 12, isAvailable: false))),
    ],
    notAssessed: [
      RuleCase("not all autoscale pools were read", account(), partial: [.autoscalePools]),
      RuleCase("without sizes", account(), lacking: [.sizes]),
      RuleCase("sizes were not all read", account(), partial: [.sizes]),
      RuleCase("without metrics", account(), lacking: [.monitoring]),
      RuleCase("without tags", account(), lacking: [.tag]),
      RuleCase("no samples", DropletAccount.text(metrics: .of(), rest: DropletAccount.sizes)),
      RuleCase(
        "its region was not read", DropletAccount.text(#"{"region":null}"#, metrics: small, rest: DropletAccount.sizes)),
      RuleCase("its metrics were not read", DropletAccount.text(rest: DropletAccount.sizes)),
      RuleCase(
        "no samples of its memory",
        DropletAccount.text(
          metrics: .of(cpu: MetricStatistics(0.1), outbound: MetricStatistics()), rest: DropletAccount.sizes)),
      RuleCase(
        "samples of a week",
        DropletAccount.text(
          metrics: .of(cpu: MetricStatistics(0.1), memory: .sparse(0.9), outbound: MetricStatistics()),
          rest: DropletAccount.sizes)),
      RuleCase(
        "what it sent is not known",
        DropletAccount.text(
          metrics: .of(cpu: MetricStatistics(0.1), memory: MetricStatistics(0.9)), rest: DropletAccount.sizes)),
    ],
    guarded: [
      RuleCase(
        "a node of a cluster", DropletAccount.text(#"{"tags":["k8s:1"]}"#, metrics: small, rest: DropletAccount.sizes)),
      RuleCase("it is off", DropletAccount.text(#"{"status":"off"}"#, metrics: small, rest: DropletAccount.sizes)),
      RuleCase(
        "what is on its disk does not fit the smaller one",
        DropletAccount.text(
          metrics: .of(
            cpu: MetricStatistics(0.1), memory: MetricStatistics(0.9), outbound: MetricStatistics()
          ) {
            $0.fileSystems = [
              .init(
                device: "/dev/vda1", mountpoint: "/", fstype: "ext4", size: 80 * 1_073_741_824,
                free: 46 * 1_073_741_824,
                used: MetricSummary(MetricStatistics(0.425)))
            ]
          }, rest: #"{"sizes":[\#(DropletAccount.size("s-1vcpu-2gb", 2048, 1, 50, 2, 12))]}"#)),
      RuleCase(
        "its disk was never grown with its size",
        DropletAccount.text(
          #"{"disk":25}"#, metrics: small,
          rest: #"{"sizes":[\#(DropletAccount.size("s-1vcpu-2gb", 2048, 1, 50, 2, 12))]}"#),
        [.init("do:droplet:1", nil, .medium, saving: 12, fix: ["resize 1 --size s-1vcpu-2gb --wait"])]),
    ])

  private static let small = DropletMetrics.of(
    cpu: MetricStatistics(0.1), memory: MetricStatistics(0.9), outbound: MetricStatistics(0.5))

  private static func account(sizes: String? = nil) -> String {
    DropletAccount.text(metrics: small, rest: sizes.map { #"{"sizes":[\#($0)]}"# } ?? DropletAccount.sizes)
  }
}
