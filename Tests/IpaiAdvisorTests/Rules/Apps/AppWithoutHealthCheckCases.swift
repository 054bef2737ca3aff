import IpaiAdvisor

extension RuleCases {
  static let appWithoutHealthCheck = RuleCases(
    "DO-REL-018",
    fails: [
      RuleCase(
        "no check", web(#""http_port":80"#),
        [
          .init(
            "do:app:a1", "web", .medium, fix: ["apps spec get a1", "health_check: {http_path: /health}", "apps update"])
        ]),
      RuleCase("a check by TCP", web(#""health_check":{"port":80}"#), [.init("do:app:a1", "web")]),
      RuleCase("an empty path", web(#""health_check":{"http_path":""}"#), [.init("do:app:a1", "web")]),
    ],
    passes: [RuleCase("a path", web(#""health_check":{"http_path":"/"}"#))],
    notAssessed: [
      RuleCase("without the right to read apps", web(#""http_port":80"#), lacking: [.app]),
      RuleCase("without its spec", #"{"apps":[{"id":"a1"}]}"#),
    ],
    guarded: [
      RuleCase(
        "workers, jobs and sites",
        AppAccount.text(#""workers":[{"name":"w"}],"jobs":[{"name":"j"}],"static_sites":[{"name":"s"}]"#)),
      RuleCase("only internal ports", web(#""internal_ports":[6379]"#)),
      RuleCase("internal ports and HTTP", web(#""internal_ports":[6379],"http_port":80"#), [.init("do:app:a1", "web")]),
      RuleCase("a liveness check with a path", web(#""liveness_health_check":{"http_path":"/live"}"#)),
    ])

  private static func web(_ members: String) -> String {
    AppAccount.text(#""services":[{"name":"web",\#(members)}]"#)
  }
}
