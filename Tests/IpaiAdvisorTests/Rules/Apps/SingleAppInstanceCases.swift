import IpaiAdvisor

extension RuleCases {
  static let singleAppInstance = RuleCases(
    "DO-REL-017",
    fails: [
      RuleCase(
        "one instance", web(#""instance_count":1,"instance_size_slug":"apps-s-1vcpu-2gb""#),
        [
          .init(
            "do:app:a1", "web", .low, saving: -25, fix: ["apps spec get a1", "instance_count to 2", "apps update a1"])
        ]),
      RuleCase(
        "the default of a spec", web(#""http_port":80"#),
        [.init("do:app:a1", "web", .low, saving: 5 - 24, fix: ["apps-s-1vcpu-1gb and instance_count to 2"])]),
      RuleCase(
        "the project is only known by its resources",
        #"{"apps":[{"id":"a1","spec":{"services":[{"name":"web"}]}}],"projects":[{"id":"p1","environment":"Production"}],"project_resources":{"p1":[{"urn":"do:app:a1"}]}}"#,
        [.init("do:app:a1", "web", .low)]),
    ],
    passes: [
      RuleCase("two instances", web(#""instance_count":2"#)),
      RuleCase("no Production", web(#""instance_count":1"#, environment: "Staging")),
    ],
    notAssessed: [
      RuleCase("without projects", web(#""instance_count":1"#), lacking: [.project]),
      RuleCase(
        "what its project holds was not read", #"{"apps":[{"id":"a1","spec":{"services":[{"name":"web"}]}}]}"#,
        partial: [.projectResources]),
      RuleCase(
        "its project is not listed", #"{"apps":[{"id":"a1","project_id":"p9","spec":{"services":[{"name":"web"}]}}]}"#),
      RuleCase(
        "without its spec",
        #"{"apps":[{"id":"a1","project_id":"p1"}],"projects":[{"id":"p1","environment":"Production"}]}"#),
    ],
    guarded: [
      RuleCase("it scales automatically", web(#""autoscaling":{"min_instance_count":1,"max_instance_count":3}"#)),
      RuleCase(
        "its size allows one only", web(#""instance_count":1,"instance_size_slug":"apps-s-1vcpu-1gb-fixed""#),
        [.init("do:app:a1", "web", .low, saving: 10 - 24, fix: ["apps-s-1vcpu-1gb and instance_count to 2"])]),
      RuleCase(
        "a worker", AppAccount.text(#""workers":[{"name":"web","instance_count":1}]"#, environment: "Production")),
    ])

  private static func web(_ members: String, environment: String = "Production") -> String {
    AppAccount.text(#""services":[{"name":"web",\#(members)}]"#, environment: environment)
  }
}
