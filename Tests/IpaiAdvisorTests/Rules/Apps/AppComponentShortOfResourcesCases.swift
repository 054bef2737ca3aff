import IpaiAdvisor

extension RuleCases {
  static let appComponentShortOfResources = RuleCases(
    "DO-PERF-011",
    fails: [
      RuleCase(
        "the memory is full", app(cpu: 0.2, memory: 0.86),
        [
          .init(
            "do:app:a1", "web", .medium, saving: -26,
            fix: ["apps spec get a1", "instance_size_slug to apps-s-1vcpu-2gb for web", "apps update a1"])
        ]),
      RuleCase(
        "the processors are busy, and the memory is not known", app(cpu: 0.9, memory: nil),
        [.init("do:app:a1", "web", .medium, saving: -76, fix: ["apps-s-2vcpu-4gb"])]),
      RuleCase(
        "there is no larger size with the same processors", app(size: "apps-s-2vcpu-4gb", cpu: 0.9, memory: 0.9),
        [.init("do:app:a1", "web", saving: -212, fix: ["apps-d-4vcpu-8gb"])]),
      RuleCase(
        "there is no larger size", app(size: "apps-d-4vcpu-8gb", cpu: 0.9, memory: 0.9),
        [.init("do:app:a1", "web", fix: ["or raise instance_count"])]),
      RuleCase(
        "the size is not listed", app(size: "basic-xxs", cpu: 0.9, memory: 0.9), [.init("do:app:a1", "web")]),
    ],
    passes: [RuleCase("85 % of both", app(cpu: 0.85, memory: 0.85))],
    notAssessed: [
      RuleCase("without metrics", AppAccount.text(#""services":[{"name":"web"}]"#)),
      RuleCase("too few samples", app(cpu: 0.9, memory: 0.9, samples: 79)),
      RuleCase("only one is known", app(cpu: 0.5, memory: nil)),
      RuleCase("without the right to read metrics", app(cpu: 0.9, memory: 0.9), lacking: [.monitoring]),
    ],
    guarded: [
      RuleCase(
        "a job", AppAccount.text(#""jobs":[{"name":"web"}]"#, metrics: AppAccount.load(cpu: 1, memory: 1))),
      RuleCase(
        "no size for one instance, and none that is about to go",
        app(size: "apps-s-1vcpu-1gb", cpu: 0.1, memory: 0.9), [.init("do:app:a1", "web", fix: ["apps-s-1vcpu-2gb"])]),
      RuleCase(
        "from one size for one instance to the next",
        AppAccount.text(#""services":[{"name":"web"}]"#, metrics: AppAccount.load(cpu: 0.1, memory: 0.9)),
        [.init("do:app:a1", "web", saving: -5, fix: ["apps-s-1vcpu-1gb-fixed"])]),
    ])

  private static func app(
    size: String = "apps-s-1vcpu-1gb", cpu: Double?, memory: Double?, samples: Int = 100
  ) -> String {
    AppAccount.text(
      #""services":[{"name":"web","instance_count":2,"instance_size_slug":"\#(size)"}]"#,
      metrics: AppAccount.load(cpu: cpu, memory: memory, samples: samples))
  }
}
