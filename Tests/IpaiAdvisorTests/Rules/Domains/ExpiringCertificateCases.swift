import IpaiAdvisor

extension RuleCases {
  private static let balancer = #","load_balancers":[{"id":"lb","forwarding_rules":[{"certificate_id":"c"}]}]"#

  static let expiringCertificate = RuleCases(
    "DO-SEC-017",
    fails: [
      RuleCase(
        "13 days of Let's Encrypt", account("lets_encrypt", "2026-11-14T23:00:00Z"),
        [
          .init(
            "do:certificate:c", nil, .high,
            fix: [
              "certificate create --type lets_encrypt --name web-new --dns-names a.example,www.a.example",
              "# Then put the id of the new certificate into the forwarding rules of the load balancer lb",
              "certificate delete c",
            ])
        ]),
      RuleCase(
        "29 days of one's own", account("custom", "2026-11-30T23:00:00Z"),
        [.init("do:certificate:c", nil, .high, fix: ["--type custom --name web-new --private-key-path"])]),
      RuleCase(
        "CDN endpoints were not read, and a load balancer uses it", account("custom", "2026-11-20T00:00:00Z"),
        [.init("do:certificate:c")], without: [.cdnEndpoints]),
      RuleCase("two days", account("custom", "2026-11-03T23:00:00Z"), [.init("do:certificate:c", nil, .critical)]),
      RuleCase(
        "it has expired", account("lets_encrypt", "2026-10-01T00:00:00Z"), [.init("do:certificate:c", nil, .critical)]),
      RuleCase(
        "an error, used by a CDN endpoint",
        account(
          "lets_encrypt", "2027-10-01T00:00:00Z", state: "error",
          users: #","cdn_endpoints":[{"id":"e","certificate_id":"c","custom_domain":"cdn.a.example"}]"#),
        [
          .init(
            "do:certificate:c", nil, .high,
            fix: ["compute cdn update e --domain cdn.a.example --certificate-id '<new_certificate_id>'"])
        ]),
    ],
    passes: [
      RuleCase("two weeks of Let's Encrypt", account("lets_encrypt", "2026-11-15T00:00:00Z")),
      RuleCase("30 days of one's own", account("custom", "2026-12-01T00:00:00Z")),
      RuleCase("unused and valid", account("custom", "2027-12-01T00:00:00Z", users: "")),
    ],
    notAssessed: [
      RuleCase(
        "without the right to read certificates", account("custom", "2026-11-02T00:00:00Z"), lacking: [.certificate]),
      RuleCase(
        "without the right to read load balancers", account("custom", "2026-11-02T00:00:00Z", users: ""),
        lacking: [.loadBalancer]),
      RuleCase(
        "CDN endpoints were not all read", account("custom", "2026-11-02T00:00:00Z", users: ""),
        partial: [.cdnEndpoints]),
      RuleCase("it is not known when it expires", #"{"certificates":[{"id":"c","state":"pending"}]}"#),
      RuleCase("its type is not known", account("other", "2026-11-20T00:00:00Z")),
    ],
    guarded: [
      RuleCase(
        "nothing uses it", account("custom", "2026-11-01T12:00:00Z", users: ""),
        [.init("do:certificate:c", nil, .low, fix: ["certificate delete c"])])
    ])

  private static func account(
    _ type: String, _ notAfter: String, state: String = "verified", users: String = balancer
  ) -> String {
    """
    {"certificates":[{"id":"c","name":"web","type":"\(type)","state":"\(state)","not_after":"\(notAfter)",
      "dns_names":["a.example","www.a.example"]}]\(users)}
    """
  }
}
