/// What a server does with a question in plain words, as `POST /route` sends it.
package struct QueryPolicy: Sendable, Equatable {
  /// The tools that take a question where the server's description names none.
  private static let usualTools = ["query", "ask", "search", "rag_search"]

  /// The names of the tools that may take it, of which the first that the server has does.
  package var toolNames: [String] { tool.map { [$0] } ?? Self.usualTools }

  /// The tool that takes it; nil for the first of the usual names that the server has.
  package var tool: String?
  /// The argument that it goes into; nil for the only text that the tool needs.
  package var argument: String?
  /// What answering it does; nil for what the tool's annotations say.
  package var effect: CallEffect?
}
