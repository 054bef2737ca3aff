/// What a server says of a tool: its description and its schemas. What a model reads of it decides how the model uses it.
package struct ToolDefinition: Sendable, Equatable {
  /// The server.
  package let server: String
  /// What the server calls the tool.
  package let tool: String
  /// What the server says of it, as indented JSON with sorted keys.
  package let text: String

  /// A definition.
  package init(server: String, tool: String, text: String) {
    self.server = server
    self.tool = tool
    self.text = text
  }
}
