import IpaiAdvisor

extension RuleCases {
  private typealias Account = LoadBalancerAccounts

  static let slowResponses = RuleCases(
    "DO-PERF-012",
    fails: [
      RuleCase(
        "just above a second", account(1.01),
        [.init("do:loadbalancer:lb", nil, .medium, fix: ["doctl compute load-balancer get lb"])]),
      RuleCase("above what the settings say", account(0.6), [.init("do:loadbalancer:lb")], settings: .slowest(0.5)),
    ],
    passes: [RuleCase("a second", account(1))],
    notAssessed: [
      RuleCase("without the right to read metrics", account(3), lacking: [.monitoring]),
      RuleCase("no metrics", Account.account(Account.http)),
      RuleCase("79 % of the samples", account(3, samples: 79)),
    ],
    guarded: [
      RuleCase("the settings allow more", account(1.9), settings: .slowest(2))
    ])

  private static func account(_ seconds: Double, samples: Int = 100) -> String {
    Account.account(
      Account.http,
      parts: Account.metrics(Account.metric("response_time", seconds, window: "day", samples: samples)))
  }
}

extension AdvisorSettings {
  fileprivate static func slowest(_ seconds: Double) -> AdvisorSettings {
    var settings = AdvisorSettings()
    settings.slowestResponse = seconds
    return settings
  }
}
