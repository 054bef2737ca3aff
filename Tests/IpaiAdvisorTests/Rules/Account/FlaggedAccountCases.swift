import IpaiAdvisor

extension RuleCases {
  static let flaggedAccount = RuleCases(
    "DO-SEC-027",
    fails: [
      RuleCase(
        "the address is not verified", account(verified: "false"),
        [.init("do:account:u1", nil, .high, fix: ["doctl account get", "Verify the e-mail address"])]),
      RuleCase(
        "a warning", account(status: "warning"),
        [.init("do:account:u1", nil, .high, fix: ["doctl account get", "cloudsupport"])]),
      RuleCase(
        "one of a team",
        #"{"account":{"uuid":"u1","email_verified":false,"status":"active","team":{"uuid":"t1"}}}"#,
        [.init("do:account:t1")]),
      RuleCase(
        "of a team without an id",
        #"{"account":{"uuid":"u1","email_verified":false,"status":"active","team":{"uuid":""}}}"#,
        [.init("do:account:u1")]),
      RuleCase(
        "locked, and the address is not known", account(verified: "null", status: "locked"), [.init("do:account:u1")]),
    ],
    passes: [RuleCase("all is well", account())],
    notAssessed: [
      RuleCase("its status is not known", #"{"account":{"uuid":"u1","email_verified":true}}"#),
      RuleCase("without the right to read the account", account(status: "locked"), lacking: [.account]),
    ],
    guarded: [
      RuleCase(
        "both at once are one finding", account(verified: "false", status: "locked"),
        [.init("do:account:u1", nil, .high, fix: ["cloudsupport"])])
    ])

  private static func account(verified: String = "true", status: String = "active") -> String {
    #"{"account":{"uuid":"u1","email":"a@example.com","email_verified":\#(verified),"status":"\#(status)","status_message":" "}}"#
  }
}
