import IpaiAdvisor

extension RuleCases {
  static let unassignedReservedIP = RuleCases(
    "DO-COST-010",
    fails: [
      RuleCase(
        "nobody has it", account(#""droplet":null,"locked":false"#),
        [.init("do:reservedip:192.0.2.9", nil, .medium, saving: 5, fix: ["doctl compute reserved-ip delete 192.0.2.9"])]
      ),
      RuleCase(
        "by the invoice",
        account(
          #""locked":false"#,
          parts:
            #","invoice_preview":[{"product":"Reserved IPs","resource_id":"192.0.2.9","amount":"0.40","duration":"73","duration_unit":"Hours"}]"#
        ), [.init("do:reservedip:192.0.2.9", saving: 4)]),
    ],
    passes: [
      RuleCase("a Droplet has it", account(#""droplet":{"id":1},"locked":false"#)),
      RuleCase("an action is running", account(#""droplet":null,"locked":true"#)),
    ],
    notAssessed: [
      RuleCase("without the right to read Droplets", account(#""droplet":null,"locked":false"#), lacking: [.droplet]),
      RuleCase("without the right to read addresses", account(#""locked":false"#), lacking: [.reservedIP]),
      RuleCase("whose it is was not read", account(#""droplet":{},"locked":false"#)),
      RuleCase("it is not known whether it is locked", account(#""droplet":null"#)),
    ],
    guarded: [
      RuleCase(
        "a reserved IPv6 address", #"{"reserved_ipv6":[{"ip":"2001:db8::9","region_slug":"nyc3","droplet":null}]}"#)
    ])

  private static func account(_ more: String, parts: String = "") -> String {
    #"{"reserved_ips":[{"ip":"192.0.2.9","region":{"slug":"nyc3"},\#(more)}]\#(parts)}"#
  }
}
