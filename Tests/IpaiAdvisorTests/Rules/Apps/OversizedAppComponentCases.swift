import IpaiAdvisor

extension RuleCases {
  static let oversizedAppComponent = RuleCases(
    "DO-COST-019",
    fails: [
      RuleCase(
        "two instances of twice the memory", web(cpu: 0.19, memory: 0.33),
        [
          .init(
            "do:app:a1", "web", .low, saving: 26,
            fix: ["apps spec get a1", "instance_size_slug to apps-s-1vcpu-1gb for web", "apps update a1"])
        ]),
      RuleCase(
        "one instance may have a size for one", web(1, cpu: 0.1, memory: 0.1),
        [.init("do:app:a1", "web", .low, saving: 20, fix: ["apps-s-1vcpu-0.5gb"])]),
    ],
    passes: [
      RuleCase("the processors are used enough", web(cpu: 0.20, memory: 0.2)),
      RuleCase("the memory is used enough", web(cpu: 0.1, memory: 0.40)),
      RuleCase("1.5 times the memory do not fit", web(cpu: 0.1, memory: 0.34)),
      RuleCase("there is no smaller size", web(1, size: "apps-s-1vcpu-0.5gb", cpu: 0.01, memory: 0.01)),
      RuleCase("smaller sizes have other processors", web(size: "apps-d-1vcpu-0.5gb", cpu: 0.01, memory: 0.01)),
      RuleCase(
        "the load of four processors does not fit on one", web(size: "apps-d-4vcpu-8gb", cpu: 0.19, memory: 0.01)),
    ],
    notAssessed: [
      RuleCase("too few samples", web(cpu: 0.01, memory: 0.01, samples: 79)),
      RuleCase("the size is not listed", web(size: "basic-xxs", cpu: 0.01, memory: 0.01)),
      RuleCase("without the sizes", web(cpu: 0.01, memory: 0.01), without: [.appInstanceSizes]),
      RuleCase("without the right to read metrics", web(cpu: 0.01, memory: 0.01), lacking: [.monitoring]),
    ],
    guarded: [
      RuleCase("the highest sample does not fit", web(cpu: 0.1, memory: 0.2, highest: 0.6)),
      RuleCase("sizes for one instance are not for two", web(size: "apps-s-1vcpu-1gb", cpu: 0.1, memory: 0.1)),
      RuleCase(
        "nor for Production", web(1, size: "apps-s-1vcpu-1gb", cpu: 0.1, memory: 0.1, environment: "Production")),
      RuleCase(
        "nor for what scales automatically",
        AppAccount.text(
          #""services":[{"name":"web","instance_size_slug":"apps-s-1vcpu-1gb","autoscaling":{"min_instance_count":1}}]"#,
          metrics: AppAccount.load(cpu: 0.01, memory: 0.01))),
    ])

  private static func web(
    _ count: Int = 2, size: String = "apps-s-1vcpu-2gb", cpu: Double, memory: Double, highest: Double? = nil,
    environment: String? = nil, samples: Int = 100
  ) -> String {
    AppAccount.text(
      #""services":[{"name":"web","instance_count":\#(count),"instance_size_slug":"\#(size)"}]"#,
      metrics: AppAccount.load(cpu: cpu, memory: memory, highest: highest, samples: samples), environment: environment)
  }
}
