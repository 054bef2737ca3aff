import Foundation

/// The arguments of a tool of Codex, as far as they name files: an object, or its JSON as text.
struct CodexArguments: Decodable {
  /// The files that the tool reads or writes.
  let files: [String]

  /// Reads the arguments of any tool. Throws when they are neither an object nor the text of one.
  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      // Most calls run a command that names no file in a way that could be told from other words.
      guard text.contains("path") || text.contains(PatchText.beginning) else {
        files = []
        return
      }
      self = try JSONDecoder().decode(Fields.self, from: Data(text.utf8)).arguments
    } else {
      self = try Fields(from: decoder).arguments
    }
  }

  private init(files: [String]) { self.files = files }

  private struct Fields: Decodable {
    let arguments: CodexArguments

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let folder = container.lenient(String.self, .workdir)
      var files = [CodingKeys.path, .filePath].compactMap { container.lenient(String.self, $0) }
      let words = container.lenient([String].self, .command) ?? []
      let texts = [CodingKeys.command, .cmd, .input, .patch].compactMap { container.lenient(String.self, $0) }
      files += (words + texts).flatMap(PatchText.files)
      arguments = CodexArguments(files: files.map { Self.path($0, in: folder) })
    }

    /// A path that is relative to the folder of a command, made absolute.
    private static func path(_ path: String, in folder: String?) -> String {
      guard let folder, folder.hasPrefix("/"), !path.hasPrefix("/") else { return path }
      return folder + "/" + path
    }

    private enum CodingKeys: String, CodingKey {
      case command, cmd, input, patch, path, workdir
      case filePath = "file_path"
    }
  }
}
