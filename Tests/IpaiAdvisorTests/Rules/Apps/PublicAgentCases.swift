import IpaiAdvisor

extension RuleCases {
  static let publicAgent = RuleCases(
    "DO-SEC-028",
    fails: [
      RuleCase(
        "it has a function", agent(#""functions":[{"uuid":"f","name":"refund"}]"#),
        [
          .init(
            "do:agent:g1", nil, .medium, fix: ["agent update-visibility g1 --visibility VISIBILITY_PRIVATE"])
        ]),
      RuleCase("it has a knowledge base", agent(#""knowledge_bases":[{"uuid":"k"}]"#), [.init("do:agent:g1")]),
      RuleCase(
        "a server with a tool that changes something", agent(server(#"["list_droplets","get_and_delete"]"#)),
        [.init("do:agent:g1", nil, .medium)]),
      RuleCase("a server with all its tools", agent(server("[]")), [.init("do:agent:g1", nil, .medium)]),
    ],
    passes: [
      RuleCase("it is private", agent(#""functions":[{"uuid":"f"}]"#, visibility: "VISIBILITY_PRIVATE")),
      RuleCase("nothing is attached", agent(#""functions":[],"mcp_servers":[]"#)),
    ],
    notAssessed: [
      RuleCase(
        "its details were not read",
        #"{"agents":[{"uuid":"g1","deployment":{"visibility":"VISIBILITY_PUBLIC"}}]}"#, partial: [.agentDetails]),
      RuleCase("without the right to read agents", agent(#""functions":[{"uuid":"f"}]"#), lacking: [.genai]),
    ],
    guarded: [
      RuleCase("it is meant to be public", agent(#""functions":[{"uuid":"f"}]"#), settings: isPublic),
      RuleCase(
        "its tools only read", agent(server(#"["list_droplets","getInvoice","search-docs"]"#)),
        [.init("do:agent:g1", nil, .low)]),
      RuleCase(
        "its tools only read, and it has a knowledge base",
        agent(server(#"["list_droplets"]"#) + #","knowledge_bases":[{"uuid":"k"}]"#),
        [.init("do:agent:g1", nil, .medium)]),
      RuleCase("it is deleted", agent(#""functions":[{"uuid":"f"}]"#, status: "STATUS_DELETED")),
    ])

  private static let isPublic: AdvisorSettings = {
    var settings = AdvisorSettings()
    settings.publicResources = ["do:agent:g1"]
    return settings
  }()

  private static func server(_ tools: String) -> String {
    #""mcp_servers":[{"server_label":"ops","server_url":"https://mcp.example.com/s/key","allowed_tools":\#(tools)}]"#
  }

  private static func agent(
    _ attached: String, visibility: String = "VISIBILITY_PUBLIC", status: String = "STATUS_RUNNING"
  ) -> String {
    """
    {"agents":[{"uuid":"g1","name":"helper"}],
     "agent_details":{"g1":{"uuid":"g1","name":"helper",
      "deployment":{"status":"\(status)","url":"https://g1.agents.do-ai.run","visibility":"\(visibility)"},\(attached)}}}
    """
  }
}
