/// A part of a message: a text, a picture, a call of a tool, what the tool answered.
struct ContentBlock: Decodable {
  /// What was said; nil for everything else, thoughts included.
  let text: String?
  /// The name of the tool that is called; nil for everything else.
  let toolName: String?
  /// The files in the arguments of a call.
  let files: ToolFiles?

  /// A block of text.
  init(text: String) {
    self.text = text
    toolName = nil
    files = nil
  }

  /// Reads a block of any kind. Throws only for a text that is none.
  init(from decoder: any Decoder) throws {
    guard let container = try? decoder.container(keyedBy: CodingKeys.self) else {
      let text = try? decoder.singleValueContainer().decode(String.self)
      self.init(text: text, toolName: nil, files: nil)
      return
    }
    switch container.lenient(String.self, .type) {
    case "text", "input_text", "output_text", "Text":
      self.init(text: try container.decodeIfPresent(String.self, forKey: .text), toolName: nil, files: nil)
    case "tool_use":
      self.init(
        text: nil, toolName: container.lenient(String.self, .name), files: container.lenient(ToolFiles.self, .input))
    default: self.init(text: nil, toolName: nil, files: nil)
    }
  }

  private init(text: String?, toolName: String?, files: ToolFiles?) {
    self.text = text
    self.toolName = toolName
    self.files = files
  }

  private enum CodingKeys: String, CodingKey { case type, text, name, input }
}
