import IpaiAdvisor

extension RuleCases {
  private typealias Account = LoadBalancerAccounts
  private static let off = #""enable_backend_keepalive":false"#

  static let noBackendKeepalive = RuleCases(
    "DO-PERF-007",
    fails: [
      RuleCase(
        "HTTP behind it", Account.account(Account.https, more: off),
        [
          .init(
            "do:loadbalancer:lb", nil, .low, fix: ["update lb --name web --region nyc3 --enable-backend-keepalive=true"]
          )
        ])
    ],
    passes: [
      RuleCase("it is on", Account.account(Account.https, more: #""enable_backend_keepalive":true"#)),
      RuleCase("TCP behind it", Account.account(Account.tcp, more: off)),
    ],
    notAssessed: [
      RuleCase(
        "without the right to read load balancers", Account.account(Account.https, more: off), lacking: [.loadBalancer]),
      RuleCase("it was not read", Account.account(Account.https)),
    ],
    guarded: [
      RuleCase(
        "the load balancer of a cluster", Account.account(Account.https, name: Account.ofCluster, more: off),
        [.init("do:loadbalancer:lb", fix: ["do-loadbalancer-enable-backend-keepalive=true"])]),
      RuleCase("a global one", Account.account(Account.https, more: off + #","type":"GLOBAL""#)),
    ])
}
