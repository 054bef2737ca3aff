import Foundation

extension Rule {
  /// An agent that may call whatever an MCP server has to offer.
  static let agentWithEveryTool = Rule(
    "DO-SEC-029", .security, .medium, .quick,
    title: "Gradient agent may call every tool of an MCP server",
    why:
      "Without a list of allowed tools, an agent may call every tool of the server, including those that are added to it later. A prompt from a stranger can make it use them.",
    condition: "An MCP server of an agent has no allowed tools or an empty list of them.",
    guards:
      "The credentials that an agent uses at its servers are never kept. Of the address of a server only the scheme and the host are shown, because the rest can hold a key.",
    subjects: [.agents],
    needs: [.agentDetails],
    references: ["https://docs.digitalocean.com/reference/api/reference/gradientai-platform/"]
  ) { account in
    account.facts.agents.flatMap { agent -> [Judgement] in
      guard let details = account.facts.agentDetails[agent.uuid] else {
        return [agent.judged(.notAssessed("its details were not read"))]
      }
      return judgements(agent, details.mcpServers ?? [])
    }
  }

  private static func judgements(_ agent: Agent, _ servers: [Agent.MCPServer]) -> [Judgement] {
    if servers.isEmpty { return [agent.judged(.notConcerned)] }
    let byLabel = Dictionary(grouping: servers) { $0.serverLabel ?? host(of: $0) }
    return byLabel.sorted { $0.key < $1.key }.map { label, servers in
      let open = servers.first { ($0.allowedTools ?? []).isEmpty }
      return agent.judged(open.map { .fail(failure($0, label, agent)) } ?? .pass, subKey: label)
    }
  }

  private static func failure(_ server: Agent.MCPServer, _ label: String, _ agent: Agent) -> Failure {
    Failure(
      [
        Evidence("mcp_servers.server_label", label, .agentDetails),
        Evidence("mcp_servers.server_url", host(of: server), .agentDetails),
        Evidence("mcp_servers.allowed_tools", [], .agentDetails),
      ],
      fix: [
        .note(
          "Write agent-update.json with mcp_servers: all servers of the agent, each with its server_label, server_url, authorization, headers and allowed_tools. A server that is left out is removed. Give \(label) only the tools that the agent needs, and delete the file when you are done."
        ),
        .run(ManagedRequest.line("PUT", "gen-ai/agents/\(agent.uuid)", json: "@\(fill: "agent-update.json")")),
      ])
  }

  /// The scheme and the host of a server: what follows them can hold a key.
  private static func host(of server: Agent.MCPServer) -> String {
    guard let url = server.serverURL.flatMap({ URL(string: $0) }), let scheme = url.scheme, let host = url.host() else {
      return "-"
    }
    return scheme + "://" + host
  }
}
