import IpaiAdvisor

extension RuleCases {
  static let oldSpacesKey = RuleCases(
    "DO-SEC-019",
    fails: [
      RuleCase(
        "half a year and a bit", account("2026-05-04T23:00:00Z"),
        [
          .init(
            spacesKeyURN, nil, .medium,
            fix: [
              "spaces keys create web-rotated --grants 'bucket=a;permission=readwrite' --grants 'bucket=b;permission=read'",
              "spaces keys delete '<access_key>'",
            ])
        ])
    ],
    passes: [RuleCase("180 days", account("2026-05-05T00:00:00Z"))],
    notAssessed: [
      RuleCase("without the right to read keys", account("2020-01-01T00:00:00Z"), lacking: [.spacesKey]),
      RuleCase("it is not known when it was made", #"{"spaces_keys":[{"access_key":"DO00AAAABBBBA7F2"}]}"#),
    ],
    guarded: [
      RuleCase(
        "apps of the project are named",
        account(
          "2020-01-01T00:00:00Z",
          parts:
            #","projects":[{"id":"p"}],"project_resources":{"p":[{"urn":"do:space:a"},{"urn":"do:app:x"}]},"apps":[{"id":"x","spec":{"name":"shop"}}]"#
        ), [.init(spacesKeyURN)])
    ])

  private static func account(_ made: String, parts: String = "") -> String {
    """
    {"spaces_keys":[{"name":"web","access_key":"DO00AAAABBBBA7F2","created_at":"\(made)",
      "grants":[{"bucket":"a","permission":"readwrite"},{"bucket":"b","permission":"read"}]}]\(parts)}
    """
  }
}
