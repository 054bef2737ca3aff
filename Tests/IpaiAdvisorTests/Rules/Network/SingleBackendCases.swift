import IpaiAdvisor

extension RuleCases {
  private typealias Account = LoadBalancerAccounts
  private static let someDroplets =
    #","droplets":[{"id":1,"name":"web-1","tags":["web"],"size":{"slug":"s","price_monthly":12}},{"id":2,"tags":["db"]}]"#

  static let singleBackend = RuleCases(
    "DO-REL-012",
    fails: [
      RuleCase(
        "one Droplet", Account.account(more: #""droplet_ids":[1],"tag":"""#, parts: someDroplets),
        [
          .init(
            "do:loadbalancer:lb", nil, .medium, saving: -12, fix: ["add-droplets lb --droplet-ids '<droplet_ids>'"])
        ]),
      RuleCase(
        "one Droplet with its tag", Account.account(more: #""droplet_ids":[1],"tag":"Web""#, parts: someDroplets),
        [.init("do:loadbalancer:lb", fix: ["doctl compute droplet tag '<droplet_id>' --tag-name Web"])]),
    ],
    passes: [
      RuleCase("two Droplets", Account.account(more: #""droplet_ids":[1,2]"#, parts: someDroplets)),
      RuleCase("none", Account.account(more: #""droplet_ids":[]"#)),
      RuleCase(
        "two with its tag",
        Account.account(
          more: #""tag":"a""#, parts: #","droplets":[{"id":1,"tags":["a"]}],"gpu_droplets":[{"id":2,"tags":["a"]}]"#)),
    ],
    notAssessed: [
      RuleCase(
        "without the right to read load balancers", Account.account(more: #""droplet_ids":[1]"#),
        lacking: [.loadBalancer]),
      RuleCase(
        "Droplets were not all read, and it has a tag", Account.account(more: #""tag":"web""#, parts: someDroplets),
        partial: [.droplets]),
      RuleCase(
        "without the right to read tags", Account.account(more: #""tag":"web""#, parts: someDroplets), lacking: [.tag]),
      RuleCase("its Droplets were not read", Account.account()),
    ],
    guarded: [
      RuleCase("the load balancer of a cluster", Account.account(name: Account.ofCluster, more: #""droplet_ids":[1]"#)),
      RuleCase(
        "a global one", Account.account(more: #""type":"GLOBAL","target_load_balancer_ids":["x"],"droplet_ids":[1]"#)),
    ])
}
