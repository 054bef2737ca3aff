import IpaiAdvisor

extension RuleCases {
  private typealias Account = LoadBalancerAccounts

  static let loadBalancerWithoutTLS = RuleCases(
    "DO-SEC-015",
    fails: [
      RuleCase(
        "HTTP alone, without a name", Account.account(Account.http, more: #""network":"EXTERNAL""#),
        [
          .init(
            "do:loadbalancer:lb", nil, .high,
            fix: [
              "certificate create --type lets_encrypt --name web-tls --dns-names '<domain>'",
              "add-forwarding-rules lb --forwarding-rules entry_protocol:https,entry_port:443,target_protocol:http,target_port:8080,certificate_id:'<certificate_id>'",
            ])
        ]),
      RuleCase(
        "with names of DNS records",
        Account.account(
          Account.http,
          parts:
            #","domain_records":{"a.example":[{"id":1,"type":"A","name":"@","data":"192.0.2.1"},{"id":2,"type":"A","name":"www","data":"192.0.2.1"}]}"#
        ), [.init("do:loadbalancer:lb", fix: ["--dns-names a.example,www.a.example"])]),
      RuleCase(
        "the load balancer of a cluster", Account.account(Account.http, name: Account.ofCluster),
        [.init("do:loadbalancer:lb", fix: ["do-loadbalancer-protocol=https"])]),
    ],
    passes: [
      RuleCase("HTTPS too", Account.account(Account.http, Account.https)),
      RuleCase("TLS is passed through", Account.account(Account.http, Account.passthrough)),
      RuleCase("no rules", Account.account()),
    ],
    notAssessed: [
      RuleCase("without the right to read load balancers", Account.account(Account.http), lacking: [.loadBalancer]),
      RuleCase("its rules were not read", #"{"load_balancers":[{"id":"lb"}]}"#),
    ],
    guarded: [
      RuleCase("TLS ends on the backends", Account.account(Account.http, Account.tcp)),
      RuleCase(
        "an internal one", Account.account(Account.http, more: #""network":"INTERNAL""#),
        [.init("do:loadbalancer:lb", nil, .low)]),
      RuleCase("a global one", Account.account(Account.http, more: #""type":"GLOBAL""#)),
    ])
}
