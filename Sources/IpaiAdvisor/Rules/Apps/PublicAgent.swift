extension Rule {
  /// An agent that everybody may talk to, and that can reach something.
  static let publicAgent = Rule(
    "DO-SEC-028", .security, .medium, .quick,
    title: "Gradient agent endpoint is public",
    why:
      "Everybody may talk to a public agent without a key. Strangers can make it call whatever it can call, and tell them whatever it can read.",
    condition:
      "The deployment of an agent has the visibility VISIBILITY_PUBLIC, and the agent has functions, MCP servers or knowledge bases.",
    guards:
      "A chatbot for the public is meant to be public: name its URN in public_resources of the settings. Where it has nothing but MCP servers whose allowed tools, by their names, only read, the severity is low. Agents that are deleted are left alone.",
    subjects: [.agents],
    needs: [.agentDetails],
    references: ["https://docs.digitalocean.com/reference/api/reference/gradientai-platform/"]
  ) { account in
    account.facts.agents.map { $0.judged(outcome($0, account)) }
  }

  private static func outcome(_ agent: Agent, _ account: AccountView) -> Outcome {
    let details = account.facts.agentDetails[agent.uuid]
    guard let deployment = details?.deployment ?? agent.deployment else {
      return details == nil ? .notAssessed("its details were not read") : .pass
    }
    guard deployment.visibility == "VISIBILITY_PUBLIC", deployment.status != "STATUS_DELETED" else { return .pass }
    if account.settings.publicResources.contains(agent.urn.text) { return .pass }
    guard let details else { return .notAssessed("its details were not read") }
    let servers = details.mcpServers ?? []
    let others = named("function", details.functions) + named("knowledge base", details.knowledgeBases)
    let tools = others + servers.map { "MCP server " + ($0.serverLabel ?? "without a label") }
    guard !tools.isEmpty else { return .pass }
    let onlyReads = others.isEmpty && servers.allSatisfy { ToolName.onlyRead($0.allowedTools ?? []) }
    return .fail(
      Failure(
        [
          Evidence("deployment.visibility", "VISIBILITY_PUBLIC", .agentDetails),
          Evidence("deployment.url", deployment.url ?? "-", .agentDetails),
          Evidence("functions, mcp_servers, knowledge_bases", tools, .agentDetails),
        ],
        fix: [
          .note(
            "After this, callers need an access key of the agent. First give one to everybody who should have access."),
          .run("doctl gradient agent update-visibility \(agent.uuid) --visibility VISIBILITY_PRIVATE"),
        ],
        severity: onlyReads ? .low : nil))
  }

  private static func named(_ kind: String, _ attachments: [Agent.Attachment]?) -> [String] {
    (attachments ?? []).map { kind + " " + ($0.name ?? $0.uuid ?? "without a name") }
  }
}
