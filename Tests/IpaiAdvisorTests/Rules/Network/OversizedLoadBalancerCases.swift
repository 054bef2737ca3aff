import IpaiAdvisor

extension RuleCases {
  static let oversizedLoadBalancer = RuleCases(
    "DO-COST-012",
    fails: [
      RuleCase(
        "four nodes for the traffic of one", account(4, connections: 0.1, cpu: 0.1),
        [
          .init(
            "do:loadbalancer:lb", nil, .low, saving: 36,
            fix: ["load-balancer update lb --name web --region nyc3 --size-unit 1 "])
        ]),
      RuleCase(
        "the busier of the two decides", account(10, connections: 0.05, cpu: 0.19),
        [.init("do:loadbalancer:lb", saving: 6 * 12, fix: ["--size-unit 4 "])]),
    ],
    passes: [
      RuleCase("one node", account(1, connections: 0.01, cpu: 0.01)),
      RuleCase("many connections", account(4, connections: 0.3, cpu: 0.1)),
      RuleCase("busy processors", account(4, connections: 0.1, cpu: 0.2)),
    ],
    notAssessed: [
      RuleCase(
        "without the right to read metrics", account(4, connections: 0.1, cpu: 0.1), lacking: [.monitoring]),
      RuleCase("no metrics", LoadBalancerAccounts.account(more: #""size_unit":4"#)),
      RuleCase(
        "no samples", LoadBalancerAccounts.account(more: #""size_unit":4"#, parts: LoadBalancerAccounts.metrics(""))),
      RuleCase("79 % of the samples", account(4, connections: 0.1, cpu: 0.1, samples: 79)),
      RuleCase("without the right to read projects", account(4, connections: 0.1, cpu: 0.1), lacking: [.project]),
    ],
    guarded: [
      RuleCase("two nodes in Production", account(2, connections: 0.1, cpu: 0.1, environment: "Production")),
      RuleCase(
        "four nodes in Production", account(4, connections: 0.1, cpu: 0.1, environment: "Production"),
        [.init("do:loadbalancer:lb", saving: 24, fix: ["--size-unit 2 "])]),
      RuleCase(
        "its project is not known", account(2, connections: 0.1, cpu: 0.1), partial: [.projectResources]),
      RuleCase(
        "the load balancer of a cluster",
        account(4, connections: 0.1, cpu: 0.1).replacing(#""web""#, with: "\"\(LoadBalancerAccounts.ofCluster)\"")),
    ])

  private static func account(
    _ nodes: Int, connections: Double, cpu: Double, samples: Int = 100, environment: String? = nil
  ) -> String {
    let metrics = LoadBalancerAccounts.metrics(
      LoadBalancerAccounts.metric("connections", connections, samples: samples) + ","
        + LoadBalancerAccounts.metric("cpu", cpu))
    let projects = environment.map { #","projects":[{"id":"p","name":"P","environment":"\#($0)"}]"# } ?? ""
    let project = environment == nil ? "" : #","project_id":"p""#
    return LoadBalancerAccounts.account(
      LoadBalancerAccounts.http, more: #""droplet_ids":[1],"size_unit":\#(nodes)\#(project)"#, parts: metrics + projects
    )
  }
}
