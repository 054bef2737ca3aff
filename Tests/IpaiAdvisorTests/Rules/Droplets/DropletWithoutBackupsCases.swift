import IpaiAdvisor

extension RuleCases {
  static let dropletWithoutBackups = RuleCases(
    "DO-REL-001",
    fails: [
      RuleCase(
        "no backups and no snapshots", DropletAccount.text(),
        [
          .init(
            "do:droplet:1", nil, .high, saving: -4.8,
            fix: ["enable-backups 1 --backup-policy-plan weekly --backup-policy-weekday SUN --backup-policy-hour 4"])
        ]),
      RuleCase(
        "the newest snapshot is 31 days old", account(snapshot: "2026-10-01T00:00:00Z"),
        [.init("do:droplet:1", nil, .high)]),
      RuleCase(
        "production does not make it worse", account(environment: "Production"), [.init("do:droplet:1", nil, .high)]),
      RuleCase(
        "the invoice says what it costs",
        DropletAccount.text(
          rest:
            #"{"invoice_preview":[{"product":"Droplets","resource_id":"1","amount":"10","duration":"672","duration_unit":"hours"}]}"#
        ), [.init("do:droplet:1", nil, .high, saving: -2)]),
    ],
    passes: [
      RuleCase("backups by its features", DropletAccount.text(#"{"features":["backups"]}"#)),
      RuleCase(
        "backups by the next window", DropletAccount.text(#"{"next_backup_window":{"start":"2026-11-02T00:00:00Z"}}"#)),
      RuleCase(
        "backups by its policy", DropletAccount.text(rest: #"{"backup_policies":{"1":{"backup_enabled":true}}}"#)),
      RuleCase("a snapshot of 30 days", account(snapshot: "2026-10-02T00:00:00Z")),
    ],
    notAssessed: [
      RuleCase("not all autoscale pools were read", DropletAccount.text(), partial: [.autoscalePools]),
      RuleCase("projects were not asked for", DropletAccount.text(), without: [.projects]),
      RuleCase("what is in projects was not asked for", DropletAccount.text(), without: [.projectResources]),
      RuleCase("without backup policies", DropletAccount.text(), without: [.backupPolicies]),
      RuleCase("without the right to read snapshots", DropletAccount.text(), lacking: [.snapshot]),
      RuleCase("not all snapshots were read", DropletAccount.text(), partial: [.snapshots]),
      RuleCase("without the right to read images", DropletAccount.text(), lacking: [.image]),
      RuleCase("without the right to read tags", DropletAccount.text(), lacking: [.tag]),
      RuleCase("without the right to read projects", DropletAccount.text(), lacking: [.project]),
      RuleCase("its features were not read", DropletAccount.text(#"{"features":null}"#)),
      RuleCase(
        "its project was not read",
        DropletAccount.text(rest: #"{"projects":[{"id":"p","environment":"Development"}]}"#),
        partial: [.projectResources]),
    ],
    guarded: [
      RuleCase("low in development", account(environment: "Development"), [.init("do:droplet:1", nil, .low)]),
      RuleCase("stateless", DropletAccount.text(#"{"tags":["stateless"]}"#)),
      RuleCase("a node of a cluster", DropletAccount.text(#"{"tags":["k8s:c"]}"#)),
      RuleCase(
        "a member of a pool",
        DropletAccount.text(#"{"tags":["autoscale:p"]}"#, rest: #"{"autoscale_pools":[{"id":"p"}]}"#)),
    ])

  private static func account(snapshot: String) -> String {
    DropletAccount.text(
      rest: """
        {"snapshots":[
         {"id":"7","resource_id":"1","resource_type":"droplet","created_at":"2026-01-01T00:00:00Z"},
         {"id":"8","resource_id":"1","resource_type":"droplet","created_at":"\(snapshot)"},
         {"id":"9","resource_id":"1","resource_type":"volume","created_at":"2026-10-31T00:00:00Z"}]}
        """)
  }

  private static func account(environment: String) -> String {
    DropletAccount.text(
      rest: """
        {"projects":[{"id":"p","name":"shop","environment":"\(environment)"}],
         "project_resources":{"p":[{"urn":"do:droplet:1"}]}}
        """)
  }
}
