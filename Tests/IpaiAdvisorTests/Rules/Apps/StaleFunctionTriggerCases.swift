import IpaiAdvisor

extension RuleCases {
  static let staleFunctionTrigger = RuleCases(
    "DO-OPS-017",
    fails: [
      RuleCase(
        "no run for more than two days and 10 minutes", daily(last: "2026-10-29T23:49:00Z"),
        [
          .init(
            "do:functiontrigger:fn-1/nightly", nil, .medium,
            fix: ["serverless connect fn-1", "serverless triggers list", "activations list 'jobs/clean up' --limit 20"])
        ]),
      RuleCase(
        "disabled", trigger(#""is_enabled":false,"scheduled_details":{"cron":"bad"}"#),
        [
          .init(
            "do:functiontrigger:fn-1/nightly", nil, .medium,
            fix: ["serverless triggers list", "serverless triggers enable nightly"])
        ]),
      RuleCase(
        "it has never run", daily(last: nil, made: "2026-10-01T00:00:00Z"), [.init("do:functiontrigger:fn-1/nightly")]),
    ],
    passes: [
      RuleCase("it ran less than two days and 10 minutes ago", daily(last: "2026-10-29T23:51:00Z")),
      RuleCase("it was made yesterday", daily(last: nil, made: "2026-10-31T00:00:00Z")),
      RuleCase("no triggers", #"{"function_namespaces":[{"namespace":"fn-1"}],"function_triggers":{"fn-1":[]}}"#),
    ],
    notAssessed: [
      RuleCase("its triggers were not read", #"{"function_namespaces":[{"namespace":"fn-1"}]}"#),
      RuleCase(
        "its schedule is not understood",
        trigger(
          #""is_enabled":true,"scheduled_details":{"cron":"0 3 1 * MON"},"scheduled_runs":{"last_run_at":"2020-01-01T00:00:00Z"}"#
        )),
      RuleCase("its runs are not listed", trigger(#""is_enabled":true,"scheduled_details":{"cron":"0 3 * * *"}"#)),
      RuleCase("whether it is enabled is not known", trigger(#""scheduled_details":{"cron":"0 3 * * *"}"#)),
      RuleCase("without the right to read functions", daily(last: "2020-01-01T00:00:00Z"), lacking: [.function]),
    ],
    guarded: [
      RuleCase(
        "it is no schedule",
        #"{"function_namespaces":[{"namespace":"fn-1"}],"function_triggers":{"fn-1":[{"name":"x","type":"OTHER","is_enabled":false}]}}"#
      ),
      RuleCase("it was changed since", daily(last: "2026-10-01T00:00:00Z", changed: "2026-10-31T00:00:00Z")),
      RuleCase(
        "the longest gap of a week counts",
        trigger(
          #""is_enabled":true,"scheduled_details":{"cron":"0 3 * * MON-FRI"},"scheduled_runs":{"last_run_at":"2026-10-26T03:00:00Z"}"#
        )),
    ])

  private static func daily(last: String?, made: String = "2026-01-01T00:00:00Z", changed: String? = nil) -> String {
    let run = last.map { #""\#($0)""# } ?? "null"
    return trigger(
      #""is_enabled":true,"created_at":"\#(made)","updated_at":"\#(changed ?? made)","scheduled_details":{"cron":"0 3 * * *"},"scheduled_runs":{"last_run_at":\#(run),"next_run_at":null}"#
    )
  }

  private static func trigger(_ members: String) -> String {
    #"{"function_namespaces":[{"namespace":"fn-1"}],"function_triggers":{"fn-1":[{"name":"nightly","type":"SCHEDULED","function":"jobs/clean up",\#(members)}]}}"#
  }
}
