import IpaiAdvisor

extension RuleCases {
  static let backupsNeverCompleted = RuleCases(
    "DO-REL-002",
    fails: [
      RuleCase(
        "none since January", account(),
        [.init("do:droplet:1", nil, .high, fix: ["droplet-action snapshot 1 --snapshot-name web-manual --wait"])]),
      RuleCase(
        "just over 8 days", account(#"{"created_at":"2026-10-23T23:59:00Z"}"#), [.init("do:droplet:1", nil, .high)]),
      RuleCase("enabled long ago", account(enabled: "2026-10-20T00:00:00Z"), [.init("do:droplet:1", nil, .high)]),
    ],
    passes: [
      RuleCase("8 days", account(#"{"created_at":"2026-10-24T00:00:00Z"}"#)),
      RuleCase("there is one", account(#"{"backup_ids":[4]}"#)),
      RuleCase("no backups are enabled", DropletAccount.text(#"{"backup_ids":[]}"#)),
    ],
    notAssessed: [
      RuleCase("not all autoscale pools were read", account(), partial: [.autoscalePools]),
      RuleCase("without the right to read images", account(), lacking: [.image]),
      RuleCase("without the right to read tags", account(), lacking: [.tag]),
      RuleCase("without the right to read Droplets", account(), lacking: [.droplet]),
      RuleCase("its backups were not read", account(#"{"backup_ids":null}"#)),
    ],
    guarded: [
      RuleCase("backups were enabled 8 days ago", account(enabled: "2026-10-24T00:00:00Z")),
      RuleCase("a node of a cluster", account(#"{"tags":["k8s"]}"#)),
    ])

  private static func account(_ more: String = "{}", enabled: String? = nil) -> String {
    let actions = enabled.map { #"[{"id":5,"type":"enable_backups","completed_at":"\#($0)"}]"# } ?? "[]"
    let changes = DropletAccount.joined([#"{"features":["backups"],"backup_ids":[]}"#, more])
    return DropletAccount.text(changes, rest: #"{"droplet_actions":{"1":\#(actions)}}"#)
  }
}
