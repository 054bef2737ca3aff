import IpaiAdvisor

extension RuleCases {
  private typealias Account = LoadBalancerAccounts
  private static let off = #""redirect_http_to_https":false,"size_unit":2,"droplet_ids":[1,2]"#

  static let noRedirectToHTTPS = RuleCases(
    "DO-SEC-014",
    fails: [
      RuleCase(
        "HTTP and HTTPS", Account.account(Account.http, Account.https, more: off),
        [
          .init(
            "do:loadbalancer:lb", nil, .medium,
            fix: [
              "update lb --name web --region nyc3 --size-unit 2 --redirect-http-to-https=true --droplet-ids 1,2 --forwarding-rules 'entry_protocol:http,"
            ])
        ]),
      RuleCase(
        "the load balancer of a cluster",
        Account.account(Account.http, Account.https, name: Account.ofCluster, more: off),
        [
          .init(
            "do:loadbalancer:lb",
            fix: [
              "kubectl annotate service '<service>' --namespace '<namespace>' --overwrite service.beta.kubernetes.io/do-loadbalancer-redirect-http-to-https=true"
            ])
        ]),
      RuleCase(
        "an idle timeout for which doctl has no flag",
        Account.account(Account.http, Account.https, more: off + #","http_idle_timeout_seconds":90"#),
        [.init("do:loadbalancer:lb", fix: ["\"http_idle_timeout_seconds\":90"])]),
    ],
    passes: [
      RuleCase("it redirects", Account.account(Account.http, Account.https, more: #""redirect_http_to_https":true"#)),
      RuleCase("HTTPS alone", Account.account(Account.https, more: off)),
      RuleCase("HTTP alone", Account.account(Account.http, more: off)),
      RuleCase("HTTP and TCP", Account.account(Account.http, Account.tcp, more: off)),
    ],
    notAssessed: [
      RuleCase(
        "without the right to read load balancers", Account.account(Account.http, Account.https, more: off),
        lacking: [.loadBalancer]),
      RuleCase("its redirect was not read", Account.account(Account.http, Account.https)),
      RuleCase("its rules were not read", #"{"load_balancers":[{"id":"lb"}]}"#),
    ],
    guarded: [RuleCase("TLS is passed through", Account.account(Account.http, Account.passthrough, more: off))])
}
