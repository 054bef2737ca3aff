import IpaiAdvisor

extension RuleCases {
  private typealias Account = LoadBalancerAccounts

  static let busyLoadBalancer = RuleCases(
    "DO-PERF-004",
    fails: [
      RuleCase(
        "many connections", account(2, connections: 0.81, cpu: 0.1),
        [
          .init(
            "do:loadbalancer:lb", nil, .high, saving: -12, fix: ["load-balancer update lb"])
        ]),
      RuleCase(
        "busy processors, and nothing is known about connections", account(2, connections: nil, cpu: 0.81),
        [.init("do:loadbalancer:lb", fix: ["--size-unit 3 "])]),
      RuleCase(
        "a hundred nodes", account(100, connections: 0.9, cpu: 0.9),
        [.init("do:loadbalancer:lb", fix: ["# It has 100"])]),
    ],
    passes: [RuleCase("both just below", account(2, connections: 0.8, cpu: 0.8))],
    notAssessed: [
      RuleCase("without the right to read metrics", account(2, connections: 0.9, cpu: 0.9), lacking: [.monitoring]),
      RuleCase("no metrics", Account.account()),
      RuleCase("half of it is known", account(2, connections: nil, cpu: 0.5)),
      RuleCase("79 % of the samples", account(2, connections: 0.9, cpu: 0.9, samples: 79)),
    ],
    guarded: [
      RuleCase(
        "a region with sizes",
        account(2, connections: 0.9, cpu: 0.1).replacing(#""size_unit":2"#, with: #""size":"lb-medium""#),
        [.init("do:loadbalancer:lb", saving: -12, fix: ["# Its region has sizes"])]),
      RuleCase(
        "the load balancer of a cluster",
        account(2, connections: 0.9, cpu: 0.1).replacing(#""web""#, with: "\"\(Account.ofCluster)\""),
        [.init("do:loadbalancer:lb", fix: ["do-loadbalancer-size-unit=3"])]),
    ])

  private static func account(_ nodes: Int, connections: Double?, cpu: Double, samples: Int = 100) -> String {
    var metrics = [Account.metric("cpu", cpu, window: "day", samples: samples)]
    if let connections { metrics.append(Account.metric("connections", connections, window: "day", samples: samples)) }
    return Account.account(
      Account.http, more: #""size_unit":\#(nodes)"#, parts: Account.metrics(metrics.joined(separator: ",")))
  }
}
