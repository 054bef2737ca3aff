/// What a message of ChatGPT holds, as far as somebody said it.
struct ChatGPTContent: Decodable {
  /// The text; nil for content that nobody said.
  let said: String?

  /// Reads content of any type. Throws when a text is damaged.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch container.lenient(String.self, .type) {
    case "text", "multimodal_text", nil:
      let parts = try container.decodeIfPresent([Part].self, forKey: .parts) ?? []
      said = parts.compactMap(\.text).filter { !$0.isEmpty }.joined(separator: "\n\n")
    case "code": said = container.lenient(String.self, .text)
    default: said = nil
    }
  }

  /// A text, or what was said in a recording; pictures and files have none.
  private struct Part: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      guard !value.decodeNil() else {
        text = nil
        return
      }
      // Most are a text, and a failed attempt is costly.
      do { text = try value.decode(String.self) } catch {
        guard let container = try? decoder.container(keyedBy: CodingKeys.self) else { throw error }
        guard container.lenient(String.self, .type) == "audio_transcription" else {
          text = nil
          return
        }
        text = try container.decodeIfPresent(String.self, forKey: .text)
      }
    }
  }

  private enum CodingKeys: String, CodingKey {
    case parts, text
    case type = "content_type"
  }
}
