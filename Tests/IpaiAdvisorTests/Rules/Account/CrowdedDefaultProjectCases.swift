import IpaiAdvisor

extension RuleCases {
  static let crowdedDefaultProject = RuleCases(
    "DO-OPS-006",
    fails: [
      RuleCase(
        "two resources", account(#"{"urn":"do:droplet:2"},{"urn":"do:domain:example.com","status":"ok"}"#),
        [
          .init(
            "do:project:p1", nil, .low,
            fix: [
              "projects resources assign '<project_id>' --resource=do:domain:example.com --resource=do:droplet:2"
            ])
        ]),
      RuleCase(
        "more than a line names", account((10..<70).map { #"{"urn":"do:droplet:\#($0)"}"# }.joined(separator: ",")),
        [.init("do:project:p1", nil, .low, fix: ["do:droplet:59", "do:droplet:60"])]),
    ],
    passes: [
      RuleCase("it is empty", account("")),
      RuleCase(
        "there is no other project",
        #"{"projects":[{"id":"p1","is_default":true}],"project_resources":{"p1":[{"urn":"do:droplet:2"}]}}"#),
    ],
    notAssessed: [
      RuleCase(
        "its resources were not read", #"{"projects":[{"id":"p1","is_default":true},{"id":"p2"}]}"#,
        partial: [.projectResources]),
      RuleCase("there may be other projects", #"{"projects":[{"id":"p1","is_default":true}]}"#, partial: [.projects]),
      RuleCase("without the right to read projects", account(#"{"urn":"do:droplet:2"}"#), lacking: [.project]),
    ],
    guarded: [
      RuleCase("what is gone does not count", account(#"{"urn":"do:droplet:2","status":"not_found"}"#)),
      RuleCase(
        "another project may be full",
        #"{"projects":[{"id":"p1","is_default":true},{"id":"p2"}],"project_resources":{"p1":[],"p2":[{"urn":"do:droplet:2"}]}}"#
      ),
    ])

  private static func account(_ resources: String) -> String {
    """
    {"projects":[{"id":"p1","is_default":true,"environment":"Production"},{"id":"p2","is_default":false}],
     "project_resources":{"p1":[\(resources)],"p2":[]}}
    """
  }
}
