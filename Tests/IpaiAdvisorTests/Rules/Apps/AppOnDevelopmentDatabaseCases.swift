import IpaiAdvisor

extension RuleCases {
  static let appOnDevelopmentDatabase = RuleCases(
    "DO-REL-019",
    fails: [
      RuleCase(
        "a database for development", app(#""production":false"#),
        [
          .init(
            "do:app:a1", "db", .medium, saving: -15,
            fix: [
              "databases create shop-db --engine pg --region ams3 --size db-s-1vcpu-1gb --num-nodes 1",
              "copy the data", "apps spec get a1", "cluster_name: shop-db", "apps update a1",
            ])
        ]),
      RuleCase("marked neither way, and no cluster", app(#""cluster_name":"""#), [.init("do:app:a1", "db")]),
    ],
    passes: [
      RuleCase("one for production", app(#""production":true,"cluster_name":"c""#)),
      RuleCase("no Production", app(#""production":false"#, environment: "Development")),
    ],
    notAssessed: [
      RuleCase("marked neither way, with a cluster", app(#""cluster_name":"c""#)),
      RuleCase("without projects", app(#""production":false"#), lacking: [.project]),
      RuleCase(
        "its project was not read", #"{"apps":[{"id":"a1","spec":{"databases":[{"name":"db","production":false}]}}]}"#,
        partial: [.projectResources]),
    ],
    guarded: [
      RuleCase("the project has no environment", app(#""production":false"#, environment: nil)),
      RuleCase(
        "the engine and the region are not known",
        AppAccount.text(#""databases":[{"name":"db","production":false}]"#, environment: "Production"),
        [.init("do:app:a1", "db", fix: ["--engine '<engine>' --region '<region>'"])]),
    ])

  private static func app(_ members: String, environment: String? = "Production") -> String {
    AppAccount.text(
      #""databases":[{"name":"db","engine":"PG",\#(members)}]"#, environment: environment,
      app: #""region":{"slug":"ams","data_centers":["ams3"]},"#)
  }
}
