import IpaiAdvisor

extension RuleCases {
  private typealias Account = LoadBalancerAccounts
  private static let standard = #""tls_cipher_policy":"DEFAULT""#

  static let weakTLSPolicy = RuleCases(
    "DO-SEC-016",
    fails: [
      RuleCase(
        "the default", Account.account(Account.https, more: standard),
        [.init("do:loadbalancer:lb", nil, .low, fix: ["--tls-cipher-policy STRONG"])]),
      RuleCase("it is not set", Account.account(Account.https), [.init("do:loadbalancer:lb")]),
      RuleCase(
        "the load balancer of a cluster", Account.account(Account.https, name: Account.ofCluster, more: standard),
        [.init("do:loadbalancer:lb", fix: ["# A Kubernetes cluster keeps"])]),
    ],
    passes: [
      RuleCase("strong", Account.account(Account.https, more: #""tls_cipher_policy":"STRONG""#)),
      RuleCase("HTTP alone", Account.account(Account.http, more: standard)),
      RuleCase("TCP alone", Account.account(Account.tcp, more: standard)),
    ],
    notAssessed: [
      RuleCase("without the right to read load balancers", Account.account(Account.https), lacking: [.loadBalancer]),
      RuleCase("its rules were not read", #"{"load_balancers":[{"id":"lb"}]}"#),
    ],
    guarded: [RuleCase("TLS is passed through", Account.account(Account.passthrough, more: standard))])
}
