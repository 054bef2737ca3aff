import Foundation
package import IpaiRouting
package import MCP

extension ToolDefinition {
  /// What a model gets to read of these members decides how it uses a tool.
  private static let members = ["name", "title", "description", "inputSchema", "outputSchema", "annotations"]

  /// The definition of a tool that a server lists.
  package init(_ listing: ToolListing, of server: String) {
    let known = (listing.json.object ?? [:]).filter { Self.members.contains($0.key) }
    self.init(server: server, tool: listing.name, text: IndentedJSON.text(.object(known)))
  }
}
