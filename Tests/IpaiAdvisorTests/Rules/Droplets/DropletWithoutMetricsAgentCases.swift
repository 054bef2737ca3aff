import IpaiAdvisor

extension RuleCases {
  static let dropletWithoutMetricsAgent = RuleCases(
    "DO-OPS-001",
    fails: [
      RuleCase(
        "no feature and no metrics", DropletAccount.text(#"{"features":["backups"]}"#, metrics: .of()),
        [
          .init(
            "do:droplet:1", nil, .medium, fix: ["doctl compute ssh 1 --ssh-command 'curl -sSL https://repos.insights"])
        ]),
      RuleCase(
        "an empty list of file systems", DropletAccount.text(#"{"features":[]}"#, metrics: .of { $0.fileSystems = [] }),
        [.init("do:droplet:1", nil, .medium)]),
    ],
    passes: [
      RuleCase("it has the agent", DropletAccount.text(metrics: .of())),
      RuleCase("it is off", DropletAccount.text(#"{"features":[],"status":"off"}"#, metrics: .of())),
    ],
    notAssessed: [
      RuleCase(
        "not all autoscale pools were read", DropletAccount.text(#"{"features":[]}"#, metrics: .of()),
        partial: [.autoscalePools]),
      RuleCase("without metrics", DropletAccount.text(#"{"features":[]}"#, metrics: .of()), lacking: [.monitoring]),
      RuleCase(
        "without the right to read tags", DropletAccount.text(#"{"features":[]}"#, metrics: .of()), lacking: [.tag]),
      RuleCase("its metrics were not read", DropletAccount.text(#"{"features":[]}"#), partial: [.dropletMetrics]),
      RuleCase("its features were not read", DropletAccount.text(#"{"features":null}"#, metrics: .of())),
    ],
    guarded: [
      RuleCase(
        "an agent that was installed by hand",
        DropletAccount.text(#"{"features":[]}"#, metrics: .of(memory: MetricStatistics(0.5)))),
      RuleCase("a node of a cluster", DropletAccount.text(#"{"features":[],"tags":["k8s"]}"#, metrics: .of())),
    ])
}
