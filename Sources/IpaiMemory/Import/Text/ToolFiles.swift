/// The files that the arguments of a tool name.
struct ToolFiles: Decodable {
  /// What names a file in every tool.
  let path: String?
  /// What names a file in tools that read or write one, and a folder in others.
  let loosePath: String?

  /// Reads the arguments of any tool.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    path =
      container.lenient(String.self, .filePath) ?? container.lenient(String.self, .notebookPath)
      ?? container.lenient(String.self, .camelCasePath)
    loosePath = container.lenient(String.self, .path)
  }

  /// The file that a tool of this name reads or writes; nil for none.
  func file(of tool: String) -> String? {
    if let path { return path }
    let name = tool.lowercased()
    guard ["read", "write", "edit", "view"].contains(where: name.contains) else { return nil }
    return loosePath
  }

  private enum CodingKeys: String, CodingKey {
    case filePath = "file_path"
    case notebookPath = "notebook_path"
    case camelCasePath = "filePath"
    case path
  }
}
