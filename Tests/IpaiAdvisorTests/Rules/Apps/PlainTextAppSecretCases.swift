import IpaiAdvisor

extension RuleCases {
  static let plainTextAppSecret = RuleCases(
    "DO-SEC-025",
    fails: [
      RuleCase(
        "a password of a service",
        web(#"{"key":"DB_PASSWORD","type":"GENERAL","value":"hunter2"},{"key":"COLOR","value":"blue"}"#),
        [
          .init(
            "do:app:a1", "web/DB_PASSWORD", .high,
            fix: ["apps spec get a1", "type: SECRET for DB_PASSWORD of web", "apps update a1"])
        ]),
      RuleCase(
        "without a type, and of the whole app",
        AppAccount.text(#""envs":[{"key":"stripeApiKey","value":"sk"},{"key":"GITHUB_TOKEN","value":"x"}]"#),
        [.init("do:app:a1", "/GITHUB_TOKEN", .high), .init("do:app:a1", "/stripeApiKey", .high)]),
      RuleCase(
        "of every kind of component",
        AppAccount.text(
          ["workers", "jobs", "static_sites", "functions"]
            .map { #""\#($0)":[{"name":"\#($0)","envs":[{"key":"NPM_TOKEN","value":"x"}]}]"# }.joined(separator: ",")),
        [
          .init("do:app:a1", "workers/NPM_TOKEN"), .init("do:app:a1", "jobs/NPM_TOKEN"),
          .init("do:app:a1", "static_sites/NPM_TOKEN"), .init("do:app:a1", "functions/NPM_TOKEN"),
        ]),
      RuleCase(
        "the same name for the build and for the run",
        web(#"{"key":"KEY_SECRET","type":"SECRET","value":"EV[1:a]"},{"key":"KEY_SECRET","value":"x"}"#),
        [.init("do:app:a1", "web/KEY_SECRET")]),
    ],
    passes: [
      RuleCase("encrypted", web(#"{"key":"DB_PASSWORD","type":"SECRET","value":"EV[1:abc]"}"#)),
      RuleCase("another name", web(#"{"key":"LOG_LEVEL","type":"GENERAL","value":"info"}"#)),
      RuleCase("without a value", web(#"{"key":"DB_PASSWORD"},{"key":"API_KEY","value":""}"#)),
      RuleCase("no variables", AppAccount.text(#""services":[{"name":"web"}]"#)),
    ],
    notAssessed: [
      RuleCase("without its spec", #"{"apps":[{"id":"a1"}]}"#),
      RuleCase("without the right to read apps", web(#"{"key":"DB_PASSWORD","value":"x"}"#), lacking: [.app]),
    ],
    guarded: [
      RuleCase("it names another value", web(#"{"key":"DB_PASSWORD","type":"GENERAL","value":"${db.PASSWORD}"}"#)),
      RuleCase(
        "names of what is no secret",
        web(
          [
            "TOKEN_URL", "SECRET_PATH", "PASSWORD_FILE", "TOKEN_EXPIRES_IN", "AWS_SECRET_NAME", "API_KEY_ID",
            "MAX_TOKENS", "NEXT_PUBLIC_API_KEY", "VITE_TOKEN", "TOKENIZERS_PARALLELISM", "STRIPE_PUBLISHABLE_API_KEY",
          ].map { #"{"key":"\#($0)","value":"x"}"# }.joined(separator: ","))),
    ])

  private static func web(_ variables: String) -> String {
    AppAccount.text(#""services":[{"name":"web","envs":[\#(variables)]}]"#)
  }
}
