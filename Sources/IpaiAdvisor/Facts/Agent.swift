/// An agent of the Gradient AI platform, as the schema `apiAgent` has it, without its keys.
package struct Agent: Resource {
  /// Where an agent can be reached.
  package struct Deployment: Codable, Equatable, Sendable {
    package var status: String?
    package var url: String?
    package var visibility: String?

    enum CodingKeys: String, CodingKey {
      case status, url, visibility
    }
  }

  /// Something that an agent uses.
  package struct Attachment: Codable, Equatable, Sendable {
    package var uuid: String?
    package var name: String?

    enum CodingKeys: String, CodingKey {
      case uuid, name
    }
  }

  /// An MCP server that an agent may call, without what it authenticates with.
  package struct MCPServer: Codable, Equatable, Sendable {
    package var serverLabel: String?
    package var serverURL: String?
    package var allowedTools: [String]?

    enum CodingKeys: String, CodingKey {
      case serverLabel = "server_label"
      case serverURL = "server_url"
      case allowedTools = "allowed_tools"
    }
  }

  package var uuid: String
  package var name: String?
  package var url: String?
  package var region: String?
  package var projectID: String?
  package var tags: [String]?
  package var deployment: Deployment?
  package var functions: [Attachment]?
  package var mcpServers: [MCPServer]?
  package var knowledgeBases: [Attachment]?
  package var createdAt: FactTime?

  enum CodingKeys: String, CodingKey {
    case uuid, name, url, region, tags, deployment, functions
    case projectID = "project_id"
    case mcpServers = "mcp_servers"
    case knowledgeBases = "knowledge_bases"
    case createdAt = "created_at"
  }

  package static let kind = ResourceKind.agent
  package var key: String { uuid }
  package var displayName: String? { name }
}
