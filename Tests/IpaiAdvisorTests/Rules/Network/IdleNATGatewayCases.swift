import IpaiAdvisor

extension RuleCases {
  static let idleNATGateway = RuleCases(
    "DO-COST-024",
    fails: [
      RuleCase(
        "no network, by the invoice",
        account(
          "",
          parts:
            #","invoice_preview":[{"product":"NAT gateways","resource_uuid":"n","amount":"4","duration":"73","duration_unit":"Hours"}]"#
        ),
        [
          .init(
            "do:vpcnatgateway:n", nil, .low, saving: 40, fix: ["doctl compute vpc-nat-gateway delete n"])
        ]),
      RuleCase("an empty network", account(served, parts: #","vpc_members":{"v":[]}"#), [.init("do:vpcnatgateway:n")]),
      RuleCase(
        "nothing but the gateway itself",
        account(served, parts: #","vpc_members":{"v":[{"urn":"do:vpcnatgateway:n"}]}"#), [.init("do:vpcnatgateway:n")]),
      RuleCase(
        "isolated workers in another network",
        account(
          served,
          parts: #","vpc_members":{"v":[]},"kubernetes_clusters":[{"id":"k","isolated_workers":true,"vpc_uuid":"w"}]"#),
        [.init("do:vpcnatgateway:n")]),
    ],
    passes: [
      RuleCase("a Droplet", account(served, parts: #","vpc_members":{"v":[{"urn":"do:droplet:1"}]}"#)),
      RuleCase("it is being made", account("", state: "NEW")),
      RuleCase(
        "a Droplet in the second network",
        account(served + #",{"vpc_uuid":"w"}"#, parts: #","vpc_members":{"w":[{"urn":"do:droplet:1"}]}"#)),
    ],
    notAssessed: [
      RuleCase("without the right to read gateways", account(""), lacking: [.natGateway]),
      RuleCase("without the right to read networks", account(""), lacking: [.vpc]),
      RuleCase("without the right to read clusters", account(""), lacking: [.kubernetes]),
      RuleCase("the members were not read", account(served), partial: [.vpcMembers]),
    ],
    guarded: [
      RuleCase(
        "isolated workers",
        account(
          served,
          parts: #","vpc_members":{"v":[]},"kubernetes_clusters":[{"id":"k","isolated_workers":true,"vpc_uuid":"v"}]"#)),
      RuleCase(
        "isolated workers somewhere",
        account(served, parts: #","vpc_members":{"v":[]},"kubernetes_clusters":[{"id":"k","isolated_workers":true}]"#)),
    ])

  private static let served = #"{"vpc_uuid":"v","gateway_ip":"10.0.0.3"}"#

  private static func account(_ networks: String, state: String = "ACTIVE", parts: String = "") -> String {
    #"{"vpc_nat_gateways":[],"nat_gateways":[{"id":"n","name":"nat","state":"\#(state)","size":1,"vpcs":[\#(networks)]}]\#(parts)}"#
  }
}
