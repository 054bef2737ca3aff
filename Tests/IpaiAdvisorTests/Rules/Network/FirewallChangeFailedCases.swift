import IpaiAdvisor

extension RuleCases {
  static let firewallChangeFailed = RuleCases(
    "DO-OPS-015",
    fails: [
      RuleCase(
        "failed", account("failed", made: "2026-10-31T23:59:00Z", changes: change),
        [.init("do:firewall:f", nil, .low, fix: ["doctl compute firewall get f"])])
    ],
    passes: [
      RuleCase("nothing is pending", account("succeeded", made: "2020-01-01T00:00:00Z", changes: "")),
      RuleCase("made 15 minutes ago", account("waiting", made: "2026-10-31T23:45:00Z", changes: change)),
    ],
    notAssessed: [
      RuleCase(
        "without the right to read firewalls", account("failed", made: "2020-01-01T00:00:00Z", changes: ""),
        lacking: [.firewall]),
      RuleCase("no status", #"{"firewalls":[{"id":"f"}]}"#),
    ],
    guarded: [
      RuleCase("nobody knows since when", account("waiting", made: "2026-10-31T23:44:00Z", changes: change))
    ])

  private static let change = #"{"droplet_id":1,"removing":false,"status":"waiting"}"#

  private static func account(_ status: String, made: String, changes: String) -> String {
    #"{"firewalls":[{"id":"f","status":"\#(status)","created_at":"\#(made)","pending_changes":[\#(changes)]}]}"#
  }
}
