import IpaiAdvisor

extension RuleCases {
  static let postureFinding = RuleCases(
    "DO-SEC-030",
    fails: [
      RuleCase(
        "two Droplets", scan(affected: "do:droplet:1", "do:droplet:2"),
        [
          .init(
            "do:droplet:1", "r1", .info,
            fix: [
              "security scans latest --severity critical", "security scans affected-resources s1 --finding-uuid r1",
              "# Do this: It helps.",
            ]),
          .init("do:droplet:2", "r1", .info),
        ]),
      RuleCase(
        "an address by its old name", scan(affected: "do:floatingip:192.0.2.1"),
        [.init("do:reservedip:192.0.2.1", "r1")]),
      RuleCase(
        "the environment does not move it", scan(affected: "do:droplet:1", more: production),
        [.init("do:droplet:1", "r1", .info)]),
    ],
    passes: [
      RuleCase("nothing was found", #"{"security_scan":{"id":"s1","status":"COMPLETED","findings":[]}}"#),
      RuleCase("nothing is affected any more", scan()),
    ],
    notAssessed: [
      RuleCase("it is not enabled", #"{"security_scan":{"status":"CSPM_NOT_ENABLED"}}"#),
      RuleCase("it has not run", #"{"security_scan":{"status":"SCAN_NOT_RUN"}}"#),
      RuleCase("it is running", scan(status: "IN_PROGRESS", affected: "do:droplet:1")),
      RuleCase("there is no scan", "{}"),
      RuleCase(
        "the affected resources were not read",
        #"{"security_scan":{"status":"COMPLETED","findings":[{"rule_uuid":"r1","name":"x"}]}}"#),
      RuleCase("what is suppressed was not read", scan(affected: "do:droplet:1"), without: [.securitySettings]),
      RuleCase("without the right to read scans", scan(affected: "do:droplet:1"), lacking: [.security]),
    ],
    guarded: [
      RuleCase(
        "suppressed for one", scan(affected: "do:droplet:1", "do:droplet:2", more: suppressed("1")),
        [.init("do:droplet:2", "r1")]),
      RuleCase("suppressed by its URN", scan(affected: "do:droplet:1", more: suppressed("do:droplet:1"))),
      RuleCase(
        "our own rule says so already",
        scan(name: "Account Email Not Verified", affected: "do:account:u1", more: unverified)),
      RuleCase(
        "our own rule says something else",
        scan(name: "Two-Factor Authentication Not Enabled", affected: "do:account:u1", more: unverified),
        [.init("do:account:u1", "r1")]),
      RuleCase(
        "the team is named by the person",
        scan(name: "Two-Factor Authentication Not Enabled", affected: "do:account:u1", more: inTeam),
        [.init("do:account:t1", "r1")]),
      RuleCase(
        "our own rule says so of the team already",
        scan(name: "Account Email Not Verified", affected: "do:team:t1", more: inTeam)),
      RuleCase(
        "suppressed for the person", scan(affected: "do:account:u1", more: inTeam + suppressed("u1"))),
    ])

  private static let unverified = #","account":{"uuid":"u1","email_verified":false,"status":"active"}"#
  private static let inTeam =
    #","account":{"uuid":"u1","email_verified":false,"status":"active","team":{"uuid":"t1"}}"#
  private static let production =
    #","projects":[{"id":"p1","environment":"Production"}],"project_resources":{"p1":[{"urn":"do:droplet:1"}]}"#

  private static func suppressed(_ resource: String) -> String {
    #","security_settings":[{"rule_uuid":"r1","resource_id":"\#(resource)","resource_type":"Droplet"}]"#
  }

  private static func scan(
    status: String = "COMPLETED", name: String = "Odd thing", affected: String..., more: String = ""
  ) -> String {
    let list = affected.map { #"{"urn":"\#($0)","name":"web","type":"Droplet"}"# }.joined(separator: ",")
    return """
      {"security_scan":{"id":"s1","status":"\(status)","findings":[{"rule_uuid":"r1","name":"\(name)",
       "severity":"CRITICAL","details":"Why.","affected_resources_count":\(affected.count),
       "mitigation_steps":[{"step":1,"title":"Do this","description":"It helps."}]}]},
       "security_affected":{"r1":[\(list)]}\(more)}
      """
  }
}
