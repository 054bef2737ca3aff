import IpaiAdvisor

extension RuleCases {
  static let unlimitedSpacesKey = RuleCases(
    "DO-SEC-018",
    fails: [
      RuleCase(
        "full access", account(#"{"bucket":"","permission":"fullaccess"}"#),
        [
          .init(
            spacesKeyURN, nil, .high,
            fix: [
              "spaces keys create web-scoped --grants 'bucket=<bucket>;permission=readwrite'", "…A7F2",
              "spaces keys delete '<access_key>'",
            ])
        ]),
      RuleCase(
        "it reads every bucket",
        account(#"{"bucket":"a","permission":"readwrite"},{"bucket":"","permission":"read"}"#), [.init(spacesKeyURN)]),
    ],
    passes: [
      RuleCase("one bucket", account(#"{"bucket":"a","permission":"readwrite"}"#)), RuleCase("no bucket", account("")),
    ],
    notAssessed: [
      RuleCase("without the right to read keys", account(#"{"bucket":""}"#), lacking: [.spacesKey]),
      RuleCase("its grants were not read", #"{"spaces_keys":[{"access_key":"DO00AAAABBBBA7F2"}]}"#),
    ],
    guarded: [
      RuleCase(
        "it is kept for emergencies", account(#"{"bucket":"","permission":"fullaccess"}"#), settings: .keeping(["web"]))
    ])

  static let spacesKeyURN = "do:spaceskey:" + AccessKeyName.key("DO00AAAABBBBA7F2")

  private static func account(_ grants: String) -> String {
    #"{"spaces_keys":[{"name":"web","access_key":"DO00AAAABBBBA7F2","created_at":"2026-10-01T00:00:00Z","grants":[\#(grants)]}]}"#
  }
}

extension AdvisorSettings {
  fileprivate static func keeping(_ keys: [String]) -> AdvisorSettings {
    var settings = AdvisorSettings()
    settings.fullAccessKeys = keys
    return settings
  }
}
