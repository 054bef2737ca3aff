import IpaiAdvisor

extension RuleCases {
  static let defaultMaintenanceWindow = RuleCases(
    "DO-OPS-011",
    fails: [
      RuleCase(
        "a cluster with any day", cluster("any"),
        [
          .init(
            "do:kubernetes:c", nil, .low,
            fix: ["UTC", "cluster update c --maintenance-window sunday=02:00 --update-kubeconfig=false"])
        ]),
      RuleCase(
        "a database without a window", #"{"databases":[{"id":"d"}]}"#,
        [.init("do:dbaas:d", nil, .low, fix: ["UTC", "maintenance-window update d --day sunday --hour 02:00"])]),
    ],
    passes: [
      RuleCase("a cluster with a day", cluster("monday")),
      RuleCase(
        "a database with a window", #"{"databases":[{"id":"d","maintenance_window":{"day":"monday","hour":"02:00"}}]}"#),
    ],
    notAssessed: [
      RuleCase("without the right to read databases", cluster("any"), lacking: [.database]),
      RuleCase("the policy of a cluster is not known", TestCluster.account()),
      RuleCase(
        "the day of a cluster is not known", TestCluster.account(#""maintenance_policy":{"start_time":"00:00"}"#)),
    ],
    guarded: [
      RuleCase("a cluster that is being deleted", cluster("any", more: "," + TestCluster.deleting)),
      RuleCase(
        "in Production", cluster("any", project: TestCluster.project("Production")),
        [.init("do:kubernetes:c", nil, .medium)]),
    ])

  private static func cluster(_ day: String, more: String = "", project: String = "") -> String {
    TestCluster.account(#""maintenance_policy":{"day":"\#(day)","start_time":"00:00"}\#(more)"#, more: project)
  }
}
