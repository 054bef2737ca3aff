import IpaiAdvisor

extension RuleCases {
  static let targetDown = RuleCases(
    "DO-REL-021",
    fails: [
      RuleCase(
        "two regions", account(["us_east": "DOWN", "eu_west": "DOWN", "se_asia": "UP"]),
        [.init("do:uptimecheck:u", nil, .high, fix: ["doctl monitoring uptime get u"])])
    ],
    passes: [RuleCase("all are up", account(["us_east": "UP", "eu_west": "CHECKING"]))],
    notAssessed: [
      RuleCase("without the right to read checks", account(["us_east": "DOWN"]), lacking: [.uptime]),
      RuleCase("its state was not read", #"{"uptime_checks":[{"id":"u","enabled":true}]}"#, partial: [.uptimeStates]),
      RuleCase("no region has looked yet", account(["us_east": "CHECKING"])),
    ],
    guarded: [
      RuleCase("one region", account(["us_east": "DOWN", "eu_west": "UP"]), [.init("do:uptimecheck:u", nil, .medium)]),
      RuleCase("it is disabled", account(["us_east": "DOWN", "eu_west": "DOWN"], enabled: false)),
    ])

  private static func account(_ regions: [String: String], enabled: Bool = true) -> String {
    let states = regions.map { #""\#($0)":{"status":"\#($1)","status_changed_at":"2026-10-31T00:00:00Z"}"# }
    return
      #"{"uptime_checks":[{"id":"u","name":"web","target":"https://a.example","enabled":\#(enabled)}],"uptime_states":{"u":{"regions":{\#(states.joined(separator: ","))}}}}"#
  }
}
