/// A message in the form of ipai's own.
struct MessageRecord: Decodable {
  let id: String?
  let role: String
  let name: String?
  let content: ImportedContent
  let timestamp: ImportedTime?

  /// Reads a message. Throws when a value has the wrong kind, or when there is no role or content.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try Self.id(container)
    role = try container.decode(String.self, forKey: .role)
    name = try container.decodeIfPresent(String.self, forKey: .name)
    content = try container.decode(ImportedContent.self, forKey: .content)
    timestamp = try container.decodeIfPresent(ImportedTime.self, forKey: .timestamp)
  }

  /// The id, which may be a whole number.
  private static func id(_ container: KeyedDecodingContainer<CodingKeys>) throws -> String? {
    do { return try container.decodeIfPresent(String.self, forKey: .id) } catch {
      guard let number = container.lenient(Int64.self, .id) else { throw error }
      return String(number)
    }
  }

  private enum CodingKeys: String, CodingKey { case id, role, name, content, timestamp }
}
