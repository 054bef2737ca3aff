import IpaiAdvisor

extension RuleCases {
  private typealias Account = LoadBalancerAccounts
  private static let check =
    #""health_check":{"protocol":"tcp","port":8080,"check_interval_seconds":20,"response_timeout_seconds":5,"healthy_threshold":5,"unhealthy_threshold":3}"#

  static let healthCheckWithoutHTTP = RuleCases(
    "DO-REL-014",
    fails: [
      RuleCase(
        "HTTP behind it", Account.account(Account.http, more: check),
        [
          .init(
            "do:loadbalancer:lb", nil, .low,
            fix: [
              "# Fill in a path",
              "--health-check 'protocol:http,port:8080,path:<health_path>,check_interval_seconds:20,response_timeout_seconds:5,",
            ])
        ]),
      RuleCase(
        "HTTPS behind it, with a path",
        Account.account(Account.passthrough, more: #""health_check":{"protocol":"tcp","port":443,"path":"/up"}"#),
        [.init("do:loadbalancer:lb", fix: ["--health-check protocol:https,port:443,path:/up"])]),
      RuleCase(
        "the load balancer of a cluster", Account.account(Account.http, name: Account.ofCluster, more: check),
        [.init("do:loadbalancer:lb", fix: ["healthcheck-protocol=http"])]),
    ],
    passes: [
      RuleCase(
        "HTTP", Account.account(Account.http, more: #""health_check":{"protocol":"http","port":80,"path":"/"}"#)),
      RuleCase("TCP behind it", Account.account(Account.tcp, more: check)),
    ],
    notAssessed: [
      RuleCase(
        "without the right to read load balancers", Account.account(Account.http, more: check), lacking: [.loadBalancer]
      ),
      RuleCase("its health check was not read", Account.account(Account.http)),
    ],
    guarded: [RuleCase("a global one", Account.account(Account.http, more: check + #","type":"GLOBAL""#))])
}
