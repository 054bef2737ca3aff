import IpaiAdvisor

extension RuleCases {
  private static let shop =
    #""apps":[{"id":"x","live_url":"https://shop.example","default_ingress":"https://shop-abc.ondigitalocean.app","spec":{"name":"shop","domains":[{"domain":"www.shop.example"}]}}]"#
  private static let balancer =
    #""load_balancers":[{"id":"lb","name":"web","ip":"192.0.2.1","network":"EXTERNAL","forwarding_rules":[{"entry_protocol":"https","entry_port":443}]}]"#
  private static let records =
    #","domains":[{"name":"a.example"}],"domain_records":{"a.example":[{"id":1,"type":"A","name":"www","data":"192.0.2.1"},{"id":2,"type":"CNAME","name":"shop","data":"www.a.example."}]}"#

  static let noUptimeCheck = RuleCases(
    "DO-OPS-003",
    fails: [
      RuleCase(
        "an app", account(shop, checks: "https://other.example"),
        [
          .init(
            "do:app:x", nil, .medium,
            fix: [
              "monitoring uptime create shop --target https://shop.example --type https --regions us_east,eu_west",
              "alert create '<check_id>' --name shop-down --type down_global --period 2m --emails '<email>'",
              "alert create '<check_id>' --name shop-tls --type ssl_expiry --threshold 14 --comparison less_than",
            ])
        ]),
      RuleCase(
        "a load balancer with a name", account(balancer, parts: records),
        [.init("do:loadbalancer:lb", fix: ["uptime create web --target https://www.a.example --type https"])]),
      RuleCase(
        "a load balancer without", account(balancer, checks: "https://192.0.2.10/"),
        [.init("do:loadbalancer:lb", fix: ["--target 192.0.2.1 --type ping"])]),
    ],
    passes: [
      RuleCase("a check of the app", account(shop, checks: "https://Shop.example:443/up?x=1")),
      RuleCase("a check of another name of the app", account(shop, checks: "www.shop.example")),
      RuleCase("a check of the address", account(balancer, checks: "192.0.2.1")),
      RuleCase("a check of the name", account(balancer, checks: "https://www.a.example/", parts: records)),
      RuleCase("a check of a name that leads to the name", account(balancer, checks: "shop.a.example", parts: records)),
    ],
    notAssessed: [
      RuleCase("without the right to read checks", account(shop), lacking: [.uptime]),
      RuleCase("without the right to read apps", account(shop), lacking: [.app]),
      RuleCase("checks were not all read", account(shop), partial: [.uptimeChecks]),
      RuleCase(
        "a check may be of a name that was not read",
        account(balancer, checks: "https://b.example", parts: #","domains":[{"name":"b.example"}]"#),
        partial: [.domainRecords]),
    ],
    guarded: [
      RuleCase("an internal load balancer", account(balancer.replacing("EXTERNAL", with: "INTERNAL"))),
      RuleCase("a load balancer without an address", account(balancer.replacing("192.0.2.1", with: ""))),
      RuleCase("an app that is not live", account(#""apps":[{"id":"x"}]"#)),
    ])

  private static func account(_ resources: String, checks target: String? = nil, parts: String = "") -> String {
    let checks = target.map { #"{"id":"u","target":"\#($0)"}"# } ?? ""
    return #"{\#(resources),"uptime_checks":[\#(checks)]\#(parts)}"#
  }
}
