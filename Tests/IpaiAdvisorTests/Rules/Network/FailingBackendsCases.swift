import IpaiAdvisor

extension RuleCases {
  private typealias Account = LoadBalancerAccounts

  static let failingBackends = RuleCases(
    "DO-REL-013",
    fails: [
      RuleCase(
        "a backend fails", account(#""failing_backends":["1"],"downtime":0"#),
        [.init("do:loadbalancer:lb", nil, .high, fix: ["doctl compute load-balancer get lb"])]),
      RuleCase("one was down", account(#""failing_backends":[],"downtime":30"#), [.init("do:loadbalancer:lb")]),
      RuleCase("all that is known", account(#""failing_backends":["1"]"#), [.init("do:loadbalancer:lb")]),
    ],
    passes: [RuleCase("all answer", account(#""failing_backends":[],"downtime":0"#))],
    notAssessed: [
      RuleCase("without the right to read metrics", account(#""failing_backends":["1"]"#), lacking: [.monitoring]),
      RuleCase("no metrics", Account.account(more: #""droplet_ids":[1]"#)),
      RuleCase("no samples", account("")),
      RuleCase("half of it is known", account(#""downtime":0"#)),
    ],
    guarded: [
      RuleCase(
        "the load balancer of a cluster",
        account(#""failing_backends":["1"]"#).replacing(#""web""#, with: "\"\(Account.ofCluster)\"")),
      RuleCase(
        "nodes of a cluster",
        Account.account(
          more: #""droplet_ids":[1]"#,
          parts: Account.metrics(#""failing_backends":["1"]"#) + #","droplets":[{"id":1,"tags":["k8s"]}]"#)),
    ])

  private static func account(_ metrics: String) -> String {
    Account.account(more: #""droplet_ids":[1]"#, parts: Account.metrics(metrics))
  }
}
