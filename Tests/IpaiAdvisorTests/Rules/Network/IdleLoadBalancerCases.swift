import IpaiAdvisor

extension RuleCases {
  static let idleLoadBalancer = RuleCases(
    "DO-COST-011",
    fails: [
      RuleCase(
        "no Droplet, three nodes", account(#""droplet_ids":[],"tag":"","size_unit":3"#),
        [.init("do:loadbalancer:lb", nil, .medium, saving: 36, fix: ["doctl compute load-balancer delete lb"])]),
      RuleCase(
        "a tag that no Droplet has, by the invoice",
        account(
          #""droplet_ids":[],"tag":"web","size_unit":1"#,
          parts:
            #","droplets":[{"id":1,"tags":["db"]}],"invoice_preview":[{"product":"Load Balancers","resource_uuid":"lb","amount":"1.50","duration":"73","duration_unit":"Hours"}]"#
        ), [.init("do:loadbalancer:lb", saving: 15)]),
      RuleCase(
        "a size instead of nodes", account(#""droplet_ids":[],"size":"lb-large""#),
        [.init("do:loadbalancer:lb", saving: 72)]),
      RuleCase(
        "a global one without targets", account(#""type":"GLOBAL","target_load_balancer_ids":[]"#),
        [.init("do:loadbalancer:lb", saving: 12)]),
    ],
    passes: [
      RuleCase("one Droplet", account(#""droplet_ids":[1],"tag":"""#)),
      RuleCase("targets", account(#""type":"GLOBAL","target_load_balancer_ids":["x"]"#)),
      RuleCase("made a day ago", account(#""droplet_ids":[],"created_at":"2026-10-31T00:00:00Z""#)),
      RuleCase("not active yet", account(#""droplet_ids":[],"status":"new""#)),
    ],
    notAssessed: [
      RuleCase("without the right to read load balancers", account(#""droplet_ids":[]"#), lacking: [.loadBalancer]),
      RuleCase(
        "Droplets were not all read, and it has a tag", account(#""droplet_ids":[],"tag":"web""#), partial: [.droplets]),
      RuleCase(
        "Droplets with graphics processors were not read, and it has a tag", account(#""droplet_ids":[],"tag":"web""#),
        without: [.gpuDroplets]),
      RuleCase(
        "without the right to read tags, and it has one", account(#""droplet_ids":[],"tag":"web""#), lacking: [.tag]),
      RuleCase("its Droplets were not read", account(#""size_unit":1"#)),
    ],
    guarded: [
      RuleCase(
        "a Droplet has its tag",
        account(#""droplet_ids":[],"tag":"web""#, parts: #","droplets":[{"id":1,"tags":["web"]}]"#)),
      RuleCase(
        "the load balancer of a cluster",
        LoadBalancerAccounts.account(name: LoadBalancerAccounts.ofCluster, more: #""droplet_ids":[]"#)),
      RuleCase("a tag of a cluster", account(#""droplet_ids":[],"tags":["k8s:abc"]"#)),
    ])

  private static func account(_ more: String, parts: String = "") -> String {
    // A member must not be there twice.
    let status = more.contains("status") ? "" : #","status":"active""#
    let made = more.contains("created_at") ? "" : #","created_at":"2026-01-01T00:00:00Z""#
    return #"{"load_balancers":[{"id":"lb","name":"web","ip":"192.0.2.1",\#(more)\#(status)\#(made)}]\#(parts)}"#
  }
}
