import IpaiAdvisor

extension RuleCases {
  static let projectWithoutEnvironment = RuleCases(
    "DO-OPS-007",
    fails: [
      RuleCase(
        "null and an empty text",
        #"{"projects":[{"id":"p1","environment":null},{"id":"p2","environment":""},{"id":"p3","environment":"Staging"}]}"#,
        [
          .init("do:project:p1", nil, .low, fix: ["projects update p1 --environment Production"]),
          .init("do:project:p2", nil, .low),
        ])
    ],
    passes: [
      RuleCase("each has one", #"{"projects":[{"id":"p1","environment":"Development"}]}"#),
      RuleCase("no projects", "{}"),
    ],
    notAssessed: [
      RuleCase(
        "without the right to read projects", #"{"projects":[{"id":"p1","environment":null}]}"#, lacking: [.project])
    ],
    guarded: [
      RuleCase(
        "Production is not set without a thought", #"{"projects":[{"id":"p1"}]}"#,
        [.init("do:project:p1", fix: ["Staging or Development instead of Production", "projects update"])])
    ])
}
