import IpaiAdvisor

extension RuleCases {
  static let dropletWithoutAlerts = RuleCases(
    "DO-OPS-002",
    fails: [
      RuleCase(
        "a policy for another Droplet",
        account(#"{"uuid":"a","type":"v1/insights/droplet/cpu","enabled":true,"entities":["2"]}"#),
        [
          .init(
            "do:droplet:1", nil, .medium,
            fix: [
              "--type v1/insights/droplet/cpu --compare GreaterThan --value 80 --window 10m --entities 1 --emails '<email>' --description 'CPU over 80% on it",
              "--type v1/insights/droplet/disk_utilization_percent",
            ])
        ]),
      RuleCase(
        "no policy at all", account(""),
        [.init("do:account:u", nil, .medium, fix: ["--window 10m --emails '<email>'"])]),
      RuleCase(
        "the only policy is disabled",
        account(#"{"uuid":"a","type":"v1/insights/droplet/cpu","enabled":false,"entities":[],"tags":[]}"#),
        [.init("do:account:u", nil, .medium)]),
    ],
    passes: [
      RuleCase(
        "a policy for it", account(#"{"uuid":"a","type":"v1/insights/droplet/cpu","enabled":true,"entities":["1"]}"#)),
      RuleCase(
        "a policy for its tag",
        account(#"{"uuid":"a","type":"v1/insights/droplet/cpu","enabled":true,"entities":[],"tags":["web"]}"#)),
      RuleCase(
        "a policy for all",
        account(#"{"uuid":"a","type":"v1/insights/droplet/cpu","enabled":true,"entities":[],"tags":[]}"#)),
      RuleCase("no Droplets", #"{"account":{"uuid":"u"}}"#),
    ],
    notAssessed: [
      RuleCase("not all autoscale pools were read", account(""), partial: [.autoscalePools]),
      RuleCase("without the right to read policies", account(""), lacking: [.monitoring]),
      RuleCase("not all policies were read", account(""), partial: [.alertPolicies]),
      RuleCase("without the right to read tags", account(""), lacking: [.tag]),
      RuleCase("without the right to read the account", account(""), lacking: [.account]),
    ],
    guarded: [
      RuleCase(
        "a policy for all load balancers does not count",
        account(#"{"uuid":"a","type":"v1/insights/lbaas/droplet_health","enabled":true,"entities":[],"tags":[]}"#),
        [.init("do:account:u", nil, .medium)]),
      RuleCase(
        "a node of a cluster",
        DropletAccount.text(
          #"{"tags":["k8s"]}"#,
          rest:
            #"{"account":{"uuid":"u"},"alert_policies":[{"uuid":"a","type":"v1/insights/droplet/cpu","enabled":true,"entities":["2"]}]}"#
        )),
    ])

  private static func account(_ policies: String) -> String {
    DropletAccount.text(
      #"{"name":"it's","tags":["web"]}"#, rest: #"{"account":{"uuid":"u"},"alert_policies":[\#(policies)]}"#)
  }
}
