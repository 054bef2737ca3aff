import IpaiAdvisor

extension RuleCases {
  static let dailyBackupsOutsideProduction = RuleCases(
    "DO-COST-022",
    fails: [
      RuleCase(
        "in development", account("Development"),
        [
          .init(
            "do:droplet:1", nil, .low, saving: 2.4,
            fix: ["change-backup-policy 1 --backup-policy-plan weekly --backup-policy-weekday SUN"])
        ]),
      RuleCase("in staging", account("Staging"), [.init("do:droplet:1", nil, .low)]),
      RuleCase(
        "the invoice has a line for its backups",
        account(
          "Staging",
          invoice: """
            [{"product":"Droplets","resource_id":"1","amount":"24","duration":"672","duration_unit":"Hours"},
             {"product":"Droplets","description":"Backups (web)","resource_id":"1","amount":"3","duration":"336",
              "duration_unit":"Hours"}]
            """), [.init("do:droplet:1", nil, .low, saving: 2)]),
    ],
    passes: [
      RuleCase("weekly", account("Development", plan: "weekly")),
      RuleCase("in production", account("Production")),
      RuleCase("a project without an environment", account("")),
      RuleCase("not enabled", account("Development", isEnabled: false)),
    ],
    notAssessed: [
      RuleCase("not all autoscale pools were read", account("Development"), partial: [.autoscalePools]),
      RuleCase("projects were not asked for", account("Development"), without: [.projects]),
      RuleCase("what is in projects was not asked for", account("Development"), without: [.projectResources]),
      RuleCase("without the right to read tags", account("Development"), lacking: [.tag]),
      RuleCase("without the right to read projects", account("Development"), lacking: [.project]),
      RuleCase("policies were not all read", account("Development"), partial: [.backupPolicies]),
      RuleCase(
        "its policy was not read", DropletAccount.text(rest: #"{"projects":[],"project_resources":{}}"#)),
      RuleCase(
        "its project was not read",
        DropletAccount.text(
          rest:
            #"{"backup_policies":{"1":{"backup_enabled":true,"backup_policy":{"plan":"daily"}}},"projects":[{"id":"p","environment":"Development"}]}"#
        ), partial: [.projectResources]),
    ],
    guarded: [
      RuleCase("a node of a cluster", account("Development", changes: #"{"tags":["k8s"]}"#)),
      RuleCase(
        "a member of a pool", account("Development", changes: #"{"tags":["autoscale:p"]}"#, pools: #"[{"id":"p"}]"#)),
    ])

  private static func account(
    _ environment: String, plan: String = "daily", isEnabled: Bool = true, changes: String = "{}",
    invoice: String = "[]", pools: String = "[]"
  ) -> String {
    DropletAccount.text(
      changes,
      rest: """
        {"backup_policies":{"1":{"droplet_id":1,"backup_enabled":\(isEnabled),
          "backup_policy":{"plan":"\(plan)","hour":20,"retention_period_days":7}}},
         "projects":[{"id":"p","name":"play","environment":"\(environment)"}],
         "project_resources":{"p":[{"urn":"do:droplet:1"}]},"invoice_preview":\(invoice),"autoscale_pools":\(pools)}
        """)
  }
}
