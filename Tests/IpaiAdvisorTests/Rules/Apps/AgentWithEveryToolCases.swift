import IpaiAdvisor

extension RuleCases {
  static let agentWithEveryTool = RuleCases(
    "DO-SEC-029",
    fails: [
      RuleCase(
        "no list of tools, and an empty one",
        agent(
          #"{"server_label":"ops","server_url":"https://mcp.example.com/s/key"},{"server_label":"docs","allowed_tools":[]}"#
        ),
        [
          .init(
            "do:agent:g1", "ops", .medium,
            fix: ["allowed_tools", "--data @'<agent-update.json>'"]),
          .init("do:agent:g1", "docs", .medium),
        ])
    ],
    passes: [
      RuleCase("some tools", agent(#"{"server_label":"ops","allowed_tools":["list_droplets"]}"#)),
      RuleCase("no servers", agent("")),
    ],
    notAssessed: [
      RuleCase("its details were not read", #"{"agents":[{"uuid":"g1"}]}"#, partial: [.agentDetails]),
      RuleCase("without the right to read agents", agent(#"{"server_label":"ops"}"#), lacking: [.genai]),
    ],
    guarded: [
      RuleCase(
        "of an address only the host is the name",
        agent(#"{"server_url":"https://user:pw@mcp.example.com/s/key?token=x"}"#),
        [.init("do:agent:g1", "https://mcp.example.com", .medium)])
    ])

  private static func agent(_ servers: String) -> String {
    #"{"agents":[{"uuid":"g1"}],"agent_details":{"g1":{"uuid":"g1","mcp_servers":[\#(servers)]}}}"#
  }
}
