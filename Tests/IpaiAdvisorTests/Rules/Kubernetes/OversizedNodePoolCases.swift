import IpaiAdvisor

extension RuleCases {
  static let oversizedNodePool = RuleCases(
    "DO-COST-016",
    fails: [
      RuleCase(
        "five nodes do the work of three", account([(0.1, 0.3), (0.1, 0.3), (0.1, 0.3), (0.1, 0.3), (0.1, 0.3)]),
        [
          .init(
            "do:kubernetes:c", "n", .medium, saving: 48,
            fix: ["kubectl describe nodes", "node-pool update c n --auto-scale=true --min-nodes 3 --max-nodes 5"])
        ]),
      RuleCase(
        "just below both lines",
        account([(0.199, 0.399), (0.199, 0.399), (0.199, 0.399), (0.199, 0.399)]),
        [.init("do:kubernetes:c", "n", saving: 24, fix: ["--min-nodes 3 --max-nodes 4"])]),
      RuleCase(
        "one busy node in six idle ones",
        account([(0.9, 0.1), (0.01, 0.1), (0.01, 0.1), (0.01, 0.1), (0.01, 0.1), (0.01, 0.1)]),
        [.init("do:kubernetes:c", "n", saving: 4 * 24, fix: ["--min-nodes 2 --max-nodes 6"])]),
    ],
    passes: [
      RuleCase("the processors are used to 20 %", account([(0.2, 0.1), (0.2, 0.1), (0.2, 0.1), (0.2, 0.1)])),
      RuleCase("the memory is used to 40 %", account([(0.1, 0.4), (0.1, 0.4), (0.1, 0.4), (0.1, 0.4)])),
      RuleCase("two nodes, and two are the least", account([(0.01, 0.1), (0.01, 0.1)])),
      RuleCase("one node", account([(0.01, 0.1)])),
    ],
    notAssessed: [
      RuleCase(
        "without the right to read metrics", account([(0.1, 0.1), (0.1, 0.1), (0.1, 0.1)]), lacking: [.monitoring]),
      RuleCase(
        "a node has no metrics",
        account([(0.1, 0.1), (0.1, 0.1), (0.1, 0.1)], metrics: 2), partial: [.dropletMetrics]),
      RuleCase("too few samples", account([(0.1, 0.1), (0.1, 0.1), (0.1, 0.1)], samples: 79)),
      RuleCase(
        "whether it scales is not known", account([(0.1, 0.1), (0.1, 0.1), (0.1, 0.1)], pool: #""auto_scale":null"#)),
    ],
    guarded: [
      RuleCase(
        "it scales automatically", account([(0.1, 0.1), (0.1, 0.1), (0.1, 0.1)], pool: #""auto_scale":true"#)),
      RuleCase(
        "it has graphics processors",
        account([(0.1, 0.1), (0.1, 0.1), (0.1, 0.1)], pool: #""auto_scale":false"#, size: "gpu-h100x1-80gb")),
      RuleCase("it is being deleted", account([(0.1, 0.1), (0.1, 0.1), (0.1, 0.1)], more: "," + TestCluster.deleting)),
    ])

  /// A pool of nodes whose 95th percentiles of processors and memory are these.
  private static func account(
    _ loads: [(Double, Double)], metrics: Int? = nil, samples: Int = 100, pool: String = #""auto_scale":false"#,
    size: String = "s-2vcpu-4gb", more: String = ""
  ) -> String {
    let nodes = loads.indices.map { #"{"id":"x\#($0)","name":"x\#($0)","droplet_id":"\#($0)"}"# }.joined(separator: ",")
    let measured = loads.prefix(metrics ?? loads.count).enumerated().map { index, load in
      #""\#(index)":{"cpu":\#(summary(load.0, samples)),"memory_available":\#(summary(1 - load.1, samples))}"#
    }.joined(separator: ",")
    return TestCluster.account(
      #""node_pools":[{"id":"n","size":"\#(size)","count":\#(loads.count),"nodes":[\#(nodes)],\#(pool)}]\#(more)"#,
      more: #""droplet_metrics":{\#(measured)},\#(TestCluster.sizes)"#)
  }

  private static func summary(_ value: Double, _ samples: Int) -> String {
    TestMetric.fortnight(value, samples: samples)
  }
}
