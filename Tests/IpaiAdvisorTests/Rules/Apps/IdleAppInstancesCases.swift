import IpaiAdvisor

extension RuleCases {
  static let idleAppInstances = RuleCases(
    "DO-COST-018",
    fails: [
      RuleCase(
        "three instances with little to do", web(3, cpu: 0.099, memory: 0.2),
        [
          .init(
            "do:app:a1", "web", .low, saving: 50,
            fix: [
              "folder=$(umask 077 && mktemp -d)", #"trap 'rm -rf "$folder"' EXIT"#,
              #"apps spec get a1 --format yaml > "$folder/app.yaml""#,
              "instance_count to 1 for web",
              #"apps update a1 --spec "$folder/app.yaml""#, ")",
            ])
        ]),
      RuleCase(
        "as many are kept as the memory needs", web(4, cpu: 0.05, memory: 0.39),
        [.init("do:app:a1", "web", .low, saving: 50, fix: ["instance_count to 2"])]),
      RuleCase(
        "a worker of a size without a price",
        AppAccount.text(
          #""workers":[{"name":"web","instance_count":2,"instance_size_slug":"basic-xxs"}]"#,
          metrics: AppAccount.load(cpu: 0.01, memory: 0.01)), [.init("do:app:a1", "web")]),
    ],
    passes: [
      RuleCase("the processors are used enough", web(3, cpu: 0.10, memory: 0.2)),
      RuleCase("the memory is used enough", web(3, cpu: 0.05, memory: 0.40)),
      RuleCase("one instance", web(1, cpu: 0.01, memory: 0.01)),
      RuleCase("the processors say enough alone", web(3, cpu: 0.5, memory: nil)),
    ],
    notAssessed: [
      RuleCase("without metrics", AppAccount.text(#""services":[{"name":"web","instance_count":3}]"#)),
      RuleCase("too few samples", web(3, cpu: 0.01, memory: 0.01, samples: 79)),
      RuleCase("only the processors are known", web(3, cpu: 0.01, memory: nil)),
      RuleCase("without the right to read apps", web(3, cpu: 0.01, memory: 0.01), lacking: [.app]),
      RuleCase("without the right to read metrics", web(3, cpu: 0.01, memory: 0.01), lacking: [.monitoring]),
      RuleCase("it may be Production", unknownProject(2), without: [.projects, .projectResources]),
      RuleCase("without its spec", #"{"apps":[{"id":"a1"}]}"#),
    ],
    guarded: [
      RuleCase("two of Production are kept", web(2, cpu: 0.01, memory: 0.01, environment: "Production")),
      RuleCase(
        "of three of Production, one can go", web(3, cpu: 0.01, memory: 0.01, environment: "Production"),
        [.init("do:app:a1", "web", .medium, saving: 25, fix: ["instance_count to 2"])]),
      RuleCase(
        "of three of an unknown project, one can go", unknownProject(3),
        [.init("do:app:a1", "web", fix: ["instance_count to 2"])], without: [.projects, .projectResources]),
      RuleCase(
        "it scales automatically",
        AppAccount.text(
          #""services":[{"name":"web","autoscaling":{"min_instance_count":3,"max_instance_count":5}}]"#,
          metrics: AppAccount.load(cpu: 0.01, memory: 0.01))),
    ])

  private static func web(
    _ count: Int, cpu: Double, memory: Double?, environment: String? = nil, samples: Int = 100
  ) -> String {
    AppAccount.text(
      #""services":[{"name":"web","instance_count":\#(count),"instance_size_slug":"apps-s-1vcpu-2gb"}]"#,
      metrics: AppAccount.load(cpu: cpu, memory: memory, samples: samples), environment: environment)
  }

  private static func unknownProject(_ count: Int) -> String {
    """
    {"apps":[{"id":"a1","spec":{"services":[{"name":"web","instance_count":\(count)}]}}],
     "app_metrics":{"a1":{\(AppAccount.load(cpu: 0.01, memory: 0.01))}}}
    """
  }
}
