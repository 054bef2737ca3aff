import IpaiAdvisor

extension RuleCases {
  static let emptyVPC = RuleCases(
    "DO-OPS-014",
    fails: [
      RuleCase(
        "nothing is in it", account(#""default":false"#),
        [.init("do:vpc:v", nil, .low, fix: ["# Delete it only", "doctl vpcs peerings list", "doctl vpcs delete v"])])
    ],
    passes: [
      RuleCase("a Droplet", account(#""default":false"#, members: #"{"urn":"do:droplet:1"}"#)),
      RuleCase("the default", account(#""default":true"#)),
      RuleCase(
        "a load balancer names it",
        account(#""default":false"#, parts: #","load_balancers":[{"id":"lb","vpc_uuid":"v"}]"#)),
    ],
    notAssessed: [
      RuleCase("without the right to read networks", account(#""default":false"#), lacking: [.vpc]),
      RuleCase("without the right to read gateways", account(#""default":false"#), lacking: [.natGateway]),
      RuleCase("its members were not read", #"{"vpcs":[{"id":"v","default":false}]}"#, partial: [.vpcMembers]),
      RuleCase("it is not known whether it is the default", account(#""name":"x""#)),
    ],
    guarded: [
      RuleCase(
        "a NAT gateway", account(#""default":false"#, parts: #","nat_gateways":[{"id":"n","vpcs":[{"vpc_uuid":"v"}]}]"#)
      )
    ])

  private static func account(_ more: String, members: String = "", parts: String = "") -> String {
    #"{"vpcs":[{"id":"v","ip_range":"10.0.0.0/16","region":"nyc3",\#(more)}],"vpc_members":{"v":[\#(members)]}\#(parts)}"#
  }
}
